import { QueryClientProvider } from "@tanstack/react-query";
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from "@tanstack/react-router";
import { fireEvent, render, screen } from "@testing-library/react";
import { useState } from "react";
import { beforeEach, describe, expect, it } from "vitest";
import type { MailAccount } from "@/api/mail-accounts";
import { queryClient } from "@/api/query";
import { TooltipProvider } from "@/ui/tooltip";
import type { Folder, FolderTree } from "./api";
import type { Chosen } from "./choice";
import { ChooseStep } from "./choose-step";

const account: MailAccount = {
  markSeen: true,
  id: "a",
  address: "biuro@debowa.test",
  displayName: "",
  provider: "other",
  state: "choosing",
  stateReason: null,
  stateAt: "2026-03-12T11:00:00Z",
  windowDays: 30,
  sharing: "project",
  shares: [],
  owner: { id: "m", name: "Hanna Wrzos" },
  heldBy: null,
  colour: 0,
  level: "manage",
  folders: { chosen: 0, total: 3 },
};
const folder = (id: string, role: Folder["role"], selectable = true): Folder => ({
  id,
  name: id,
  path: [id],
  parentId: null,
  role,
  selectable,
  chosen: false,
  direction: "none",
  vanished: false,
});
const tree: FolderTree = {
  items: [folder("INBOX", "inbox"), folder("Nadane", "other"), folder("Klienci", "other", false)],
  suggested: ["INBOX"],
};

function Choosing() {
  const [chosen, setChosen] = useState<Chosen>({
    folders: tree.suggested,
    sent: [],
    windowDays: 30,
    sharing: "project",
    shares: [],
  });
  return (
    <ChooseStep
      account={account}
      tree={tree}
      chosen={chosen}
      onChange={(part) => setChosen({ ...chosen, ...part })}
    />
  );
}

const root = createRootRoute();
const routeTree = root.addChildren([
  createRoute({ getParentRoute: () => root, path: "/", component: Choosing }),
  createRoute({
    getParentRoute: () => root,
    path: "/data/mailboxes/$accountId/folders",
    component: () => "dalej",
  }),
]);

describe("choosing folders in the wizard", () => {
  beforeEach(async () => {
    const router = createRouter({ routeTree, history: createMemoryHistory() });
    queryClient.setQueryData(["session"], {
      setup: false,
      member: null,
      project: null,
      projects: [],
      demo: null,
    });
    render(
      <QueryClientProvider client={queryClient}>
        <TooltipProvider>
          {/* biome-ignore lint/suspicious/noExplicitAny: a router of two routes stands in for the app's own */}
          <RouterProvider router={router as any} />
        </TooltipProvider>
      </QueryClientProvider>,
    );
    await screen.findByRole("tree");
  });

  it("does not go on without sent messages, and says why", async () => {
    const next = screen.getByRole("button", { name: "Przejdź dalej" });
    expect(next.getAttribute("aria-disabled")).toBe("true");
    fireEvent.click(next);
    expect((await screen.findByRole("alert")).textContent).toContain("Potrzebne są obie strony");
    expect(screen.queryByText("dalej")).toBeNull();
  });

  it("goes on once the user names the folder that holds them", async () => {
    fireEvent.change(screen.getByLabelText("Nie widzisz wysłanych? Wskaż ich folder"), {
      target: { value: "Nadane" },
    });
    expect(screen.getByRole("treeitem", { name: /Nadane/u }).getAttribute("aria-checked")).toBe("true");
    fireEvent.click(screen.getByRole("button", { name: "Przejdź dalej" }));
    expect(await screen.findByText("dalej")).toBeDefined();
  });

  it("offers no box on a folder that only holds others", () => {
    expect(screen.getByRole("treeitem", { name: /Klienci/u }).getAttribute("aria-checked")).toBeNull();
  });
});
