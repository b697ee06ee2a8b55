import { fireEvent, render } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  type CommandId,
  listenToKeys,
  setSingleKeys,
  strokeOf,
  useAvailableCommands,
  useCommand,
  writeKey,
} from "./keys";

function Commands({ runs }: { runs: Partial<Record<CommandId, () => void>> }) {
  return (
    <>
      {Object.entries(runs).map(([id, run]) => (
        <Command key={id} id={id as CommandId} run={run} />
      ))}
      <input aria-label="field" />
      <div role="dialog">
        <button type="button">in a layer</button>
      </div>
    </>
  );
}

function Command({ id, run }: { id: CommandId; run: () => void }) {
  useCommand(id, run);
  return null;
}

function Watch() {
  return <p data-testid="shown">{useAvailableCommands().join(" ")}</p>;
}

describe("strokes", () => {
  const key = (key: string, more: Partial<KeyboardEvent> = {}) =>
    strokeOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more });
  it("are written as the table writes them", () => {
    expect(key("j")).toBe("j");
    expect(key("U", { shiftKey: true })).toBe("Shift+u");
    expect(key("?", { shiftKey: true })).toBe("?");
    expect(key("k", { metaKey: true })).toBe("Mod+k");
    expect(key("Enter", { ctrlKey: true })).toBe("Mod+Enter");
  });
  it("leave bare modifiers and Polish letters alone", () => {
    expect(key("Shift", { shiftKey: true })).toBeUndefined();
    expect(key("ó", { altKey: true, ctrlKey: true })).toBeUndefined();
  });
  it("are shown as people know them", () => {
    expect(writeKey("Mod+k")).toBe("Ctrl+K");
    expect(writeKey("g i")).toBe("G I");
  });
});

describe("the keyboard", () => {
  let stop: () => void;
  beforeEach(() => {
    stop = listenToKeys();
  });
  afterEach(() => {
    stop();
    setSingleKeys(true);
  });

  it("runs the command of a key, and of two keys after one another", () => {
    const next = vi.fn();
    const inbox = vi.fn();
    const assign = vi.fn();
    render(<Commands runs={{ "list.next": next, "go.inbox": inbox, "conversation.assign": assign }} />);
    fireEvent.keyDown(document.body, { key: "j" });
    fireEvent.keyDown(document.body, { key: "g" });
    fireEvent.keyDown(document.body, { key: "i" });
    expect(next).toHaveBeenCalledOnce();
    expect(inbox).toHaveBeenCalledOnce();
    expect(assign).not.toHaveBeenCalled();
  });

  it("leaves letters to whoever is typing, and to open layers", () => {
    const next = vi.fn();
    const palette = vi.fn();
    const { getByLabelText, getByText } = render(
      <Commands runs={{ "list.next": next, "app.palette": palette }} />,
    );
    fireEvent.keyDown(getByLabelText("field"), { key: "j" });
    fireEvent.keyDown(getByText("in a layer"), { key: "j" });
    expect(next).not.toHaveBeenCalled();
    fireEvent.keyDown(getByLabelText("field"), { key: "k", ctrlKey: true });
    expect(palette).toHaveBeenCalledOnce();
  });

  it("can do without single keys", () => {
    const next = vi.fn();
    render(<Commands runs={{ "list.next": next }} />);
    setSingleKeys(false);
    fireEvent.keyDown(document.body, { key: "j" });
    expect(next).not.toHaveBeenCalled();
  });

  it("offers only what works here", () => {
    const { rerender, getByTestId } = render(
      <>
        <Watch />
        <Command id="list.next" run={() => {}} />
      </>,
    );
    expect(getByTestId("shown").textContent).toBe("list.next");
    rerender(<Watch />);
    expect(getByTestId("shown").textContent).toBe("");
  });
});
