import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./button";

const thanksMillis = 2_000;

/** Puts a text on the clipboard and says that it did. */
export function CopyButton({
  text,
  label,
  size = "small",
}: {
  text: string;
  label?: string;
  size?: "small" | "medium";
}) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), thanksMillis);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <Button
      size={size}
      aria-live="polite"
      icon={
        copied ? (
          <Check aria-hidden="true" className="size-4" />
        ) : (
          <Copy aria-hidden="true" className="size-4" />
        )
      }
      onClick={() => void copy()}
    >
      {copied ? t("common:copied") : (label ?? t("common:copy"))}
    </Button>
  );
}
