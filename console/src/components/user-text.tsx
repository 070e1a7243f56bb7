/** Text that people have written: it keeps its direction to itself, whatever characters it has. */
export function UserText({ children, className }: { children: string; className?: string }) {
  return (
    <bdi dir="auto" className={className}>
      {children}
    </bdi>
  );
}
