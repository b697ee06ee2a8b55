import type { DraftContent, ServerDraft } from "@/api/drafts";
import { type ApiProblem, asProblem } from "@/api/problem";
import { sameWords } from "./drafts";

/** How a draft stands between this page and the server. */
export type Kept = "server" | "saving" | "here" | "conflict" | "gone";

export interface Place {
  id: string;
  /** The server's version that this page knows; 0 while the server has none. */
  version: number;
}

export interface DraftServer {
  put: (draftId: string, version: number, content: DraftContent, leaving: boolean) => Promise<number>;
  list: () => Promise<ServerDraft[]>;
}

interface Told {
  /** The server has it in this version from now on; `all`: with everything that is written by now. */
  saved: (place: Place, all: boolean) => void;
  kept: (kept: Kept) => void;
  /** Another page or person was faster: what the server has, or null where it is gone. */
  overtaken: (theirs: ServerDraft | null) => void;
}

const pauseMillis = 1_500;
const retryMillis = 5_000;

/**
 * Brings a draft to the server as it is written: once at a time, soon after the last letter, again when it did not get through. It never
 * overwrites what another page saved: the server refuses that by the version, and the writer is asked.
 */
export class DraftSync {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private wanted: DraftContent | null = null;
  private saving = false;
  private running: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    private place: Place,
    private readonly server: DraftServer,
    private readonly told: Told,
  ) {}

  /** This is what is written now. */
  write(content: DraftContent): void {
    if (this.stopped) return;
    this.wanted = content;
    this.told.kept("saving");
    this.soon(pauseMillis);
  }

  /** Tries at once: the connection is back, or the page is about to go. */
  flush(leaving = false): void {
    clearTimeout(this.timer);
    if (!this.stopped && this.wanted !== null && !this.saving) this.running = this.save(leaving);
  }

  /** Saves nothing more until it is written on; done when nothing is on its way. What is being sent must not be saved after it. */
  settle(): Promise<void> {
    clearTimeout(this.timer);
    this.wanted = null;
    return this.running;
  }

  /** Nothing more is saved: it was sent, thrown away, or is another's. */
  stop(): void {
    this.stopped = true;
    this.wanted = null;
    clearTimeout(this.timer);
  }

  /** The writer keeps their own words, although another page was faster. */
  keepMine(version: number, content: DraftContent): void {
    this.place = { ...this.place, version };
    this.stopped = false;
    this.wanted = content;
    this.running = this.save(false);
  }

  private soon(pause: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), pause);
  }

  private async save(leaving: boolean): Promise<void> {
    const content = this.wanted;
    if (content === null) return;
    this.wanted = null;
    this.saving = true;
    try {
      const version = await this.server.put(this.place.id, this.place.version, content, leaving);
      this.saving = false;
      this.place = { ...this.place, version };
      if (this.stopped) return;
      this.told.saved(this.place, this.wanted === null);
      if (this.wanted === null) this.told.kept("server");
      else this.soon(pauseMillis);
    } catch (failure) {
      this.saving = false;
      if (this.stopped) return;
      this.wanted ??= content;
      await this.refused(asProblem(failure));
    }
  }

  private async refused(problem: ApiProblem): Promise<void> {
    if (problem.code !== "draft_changed") {
      this.told.kept("here");
      if (problem.status === 0 || problem.status >= 500) this.soon(retryMillis);
      return;
    }
    let theirs: ServerDraft | null;
    try {
      theirs = (await this.server.list()).find((draft) => draft.id === this.place.id) ?? null;
    } catch {
      this.told.kept("here");
      this.soon(retryMillis);
      return;
    }
    if (this.stopped) return;
    // Our own letter got through although its answer was lost.
    if (theirs?.mine && this.wanted !== null && sameWords(theirs, this.wanted)) {
      this.wanted = null;
      this.place = { ...this.place, version: theirs.version };
      this.told.saved(this.place, true);
      this.told.kept("server");
      return;
    }
    clearTimeout(this.timer);
    this.stopped = true;
    this.told.kept(theirs === null ? "gone" : "conflict");
    this.told.overtaken(theirs);
  }
}
