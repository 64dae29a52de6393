import type { EChartsCoreOption, EChartsType } from 'echarts/core';
import { useEffect, useRef, useState } from 'react';
import { Skeleton } from '@patternfly/react-core';

interface ChartProps {
  /** What the picture tells, for those who do not see it. */
  label: string;
  option: EChartsCoreOption;
  height?: number;
}

/** A picture drawn by ECharts, which is loaded when the first one is shown; follows size and colours of the page. */
export function Chart({ label, option, height = 260 }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const [drawn, setDrawn] = useState(false);
  const dark = useDark();
  useEffect(() => {
    const element = place.current;
    if (!element) {
      return;
    }
    let chart: EChartsType | undefined;
    let gone = false;
    const observer = new ResizeObserver(() => chart?.resize());
    void import('./echarts').then(({ init }) => {
      if (gone) {
        return;
      }
      element.style.height = `${height}px`;
      chart = init(element, undefined, { renderer: 'canvas' });
      chart.setOption({ ...inColours(), ...option });
      observer.observe(element);
      setDrawn(true);
    });
    return () => {
      gone = true;
      observer.disconnect();
      chart?.dispose();
    };
  }, [option, dark, height]);
  return (
    <>
      {!drawn && <Skeleton height={`${height}px`} screenreaderText="Drawing" />}
      <div ref={place} role="img" aria-label={label} style={{ height: drawn ? height : 0 }} />
    </>
  );
}

/** PatternFly's tokens, so that a picture belongs to its page in both themes. */
function inColours(): EChartsCoreOption {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(`--pf-t--global--${name}`).trim();
  return {
    color: SERIES,
    textStyle: { color: token('text--color--regular') || undefined, fontFamily: token('font--family--body') || undefined },
    animation: false,
  };
}

/** Told apart without colour sight too (Okabe and Ito). */
export const SERIES = ['#0072B2', '#D55E00', '#009E73', '#CC79A7', '#E69F00', '#56B4E9'];

function isDark(): boolean {
  return document.documentElement.classList.contains('pf-v6-theme-dark');
}

function useDark(): boolean {
  const [dark, setDark] = useState(isDark);
  useEffect(() => {
    const observer = new MutationObserver(() => setDark(isDark()));
    observer.observe(document.documentElement, { attributeFilter: ['class'] });
    return () => observer.disconnect();
  }, []);
  return dark;
}
