import { http } from "@/api/http";
import { queryClient } from "@/api/query";

/** Ends this session here and on the server. The page is loaded afresh, so that nothing of it stays in memory. */
export async function signOut(): Promise<void> {
  // Nobody who uses this browser after us is to be told what is ours.
  await import("@/features/notifications/browser-push").then((push) => push.turnPushOff()).catch(() => {});
  await http.post("/logout");
  queryClient.clear();
  window.location.assign("/login");
}

/** Goes over to another project of the same person; loaded afresh, so that nothing of the first is shown in the second. */
export async function turnToProject(projectId: string): Promise<void> {
  await http.post("/session/project", { projectId });
  queryClient.clear();
  window.location.assign("/inbox");
}
