import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, type ButtonKind } from './button';

const COPIED_MS = 2000;

interface CopyButtonProps {
  text: string;
  kind?: ButtonKind;
  children: string;
}

/** Copies a text, and says for a moment that it did. */
export function CopyButton({ text, kind, children }: CopyButtonProps) {
  const { t } = useTranslation();
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), COPIED_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  return (
    <Button
      kind={kind}
      icon={isCopied ? 'check' : 'copy'}
      onPress={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
    >
      <span aria-live="polite">{isCopied ? t('api.copied') : children}</span>
    </Button>
  );
}
