/** What the server answers when it cannot do what was asked: a code to translate, and a number for support. */
export class ApiProblem extends Error {
  readonly code: string;
  readonly status: number;
  readonly args: Readonly<Record<string, unknown>>;
  readonly support: string | undefined;

  constructor(code: string, status: number, args: Record<string, unknown> = {}, support?: string) {
    super(code);
    this.name = "ApiProblem";
    this.code = code;
    this.status = status;
    this.args = args;
    this.support = support;
  }
}

/** Anything thrown, as a problem that can be shown. */
export function asProblem(error: unknown): ApiProblem {
  return error instanceof ApiProblem ? error : new ApiProblem("unexpected", 0);
}
