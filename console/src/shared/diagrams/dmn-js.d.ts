declare module 'dmn-js/lib/Viewer' {
  interface View {
    type: string;
    element: { id: string; name?: string };
  }

  /** What we use of it; dmn-js brings no types. */
  export default class Viewer {
    constructor(options: { container: HTMLElement });
    importXML(xml: string): Promise<{ warnings: unknown[] }>;
    getViews(): View[];
    open(view: View): Promise<void>;
    destroy(): void;
  }
}
