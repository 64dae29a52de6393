import type { components } from './schema';

type ProblemDocument = components['schemas']['Problem'];

/** A refusal by the server (RFC 9457), or a failure to reach it. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly title: string;
  /** Last segment of the problem's type: stable, for programs. */
  readonly slug: string;
  /** Correlation id to quote to an administrator. */
  readonly requestId?: string;
  /** Further members of the document. */
  readonly members: Readonly<Record<string, unknown>>;

  constructor(status: number, document: Partial<ProblemDocument>, requestId?: string) {
    super(document.detail ?? document.title ?? `The server answered with status ${status}`);
    this.name = 'ApiProblem';
    this.status = status;
    this.title = document.title ?? 'The request failed';
    this.slug = document.type?.replace('urn:countersign:problem:', '') ?? 'unknown';
    this.requestId = requestId ?? document.instance?.replace('urn:uuid:', '');
    this.members = document;
  }

  static unreachable(): ApiProblem {
    return new ApiProblem(0, {
      title: 'The server cannot be reached',
      detail: 'Check your connection, then try again. Nothing was changed if you were only reading.',
    });
  }

  /** Whatever was thrown, as a problem. */
  static of(thrown: unknown): ApiProblem {
    if (thrown instanceof ApiProblem) {
      return thrown;
    }
    return new ApiProblem(0, { title: 'The console failed', detail: thrown instanceof Error ? thrown.message : String(thrown) });
  }

  /** The problem that a response tells of; an answer that is not problem+json (a proxy's page) keeps only its status. */
  static async fromResponse(response: Response): Promise<ApiProblem> {
    const requestId = response.headers.get('X-Request-Id') ?? undefined;
    const isJson = /^application\/(problem\+)?json/.test(response.headers.get('Content-Type') ?? '');
    const document: unknown = isJson ? await response.json().catch(() => ({})) : {};
    return new ApiProblem(response.status, isObject(document) ? plain(document) : {}, requestId);
  }
}

function isObject(value: unknown): value is Partial<ProblemDocument> {
  return typeof value === 'object' && value !== null;
}

/** MLflow's form of an error, `{error_code, message}`, as a problem. */
function plain(document: Partial<ProblemDocument>): Partial<ProblemDocument> {
  const { error_code: code, message } = document as { error_code?: unknown; message?: unknown };
  return typeof code === 'string' ? { title: 'The request was refused', detail: String(message ?? code), type: code } : document;
}
