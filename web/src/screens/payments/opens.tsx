import type { ComponentChild } from 'preact';
import { useState } from 'preact/hooks';
import { Problem } from '../../app/api';
import { Button } from '../../parts/button';
import type { IconName } from '../../parts/icon';
import { problemText } from '../../parts/states';
import { toast } from '../../parts/toast';

/** What is drawn once it has all it needs, given how to close it. */
export type Opened = (close: () => void) => ComponentChild;

/** A button whose dialog comes when it is pressed, with its code and all it shows. */
export function Opens({ text, icon, load }: { text: string; icon?: IconName; load: () => Promise<Opened> }) {
  const [opened, show] = useState<{ draw: Opened } | null>(null);
  const [busy, work] = useState(false);
  const open = async () => {
    work(true);
    try {
      show({ draw: await load() });
    } catch (problem) {
      // Code that does not come says only that; then the network is why.
      toast({ text: problemText(problem instanceof Problem ? problem : new Problem(0, 'offline')), bad: true });
    }
    work(false);
  };
  return (
    <>
      <Button icon={icon} busy={busy} onPress={open}>{text}</Button>
      {opened?.draw(() => show(null))}
    </>
  );
}
