import { useMutation } from "@tanstack/react-query";
import { httpBlob } from "@/api/http";
import { type SetAside, sourceAddress } from "./sync-api";

/** Fetches the whole source and lets the browser save it; what goes wrong is said on the page instead of in a saved file. */
export function useSaveSource(accountId: string) {
  return useMutation({
    mutationFn: async (message: SetAside) => {
      const source = await httpBlob(sourceAddress(accountId, message));
      const address = URL.createObjectURL(source);
      const link = document.createElement("a");
      link.href = address;
      link.download = `message-${message.uid}.eml`;
      link.click();
      URL.revokeObjectURL(address);
    },
  });
}
