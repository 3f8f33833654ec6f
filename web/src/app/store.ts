import { useEffect, useState } from 'preact/hooks';

/** A value that screens can watch: the whole state library. */
export interface Store<T> {
  get(): T;
  set(next: T): void;
  use(): T;
}

export function store<T>(value: T): Store<T> {
  const watchers = new Set<(value: T) => void>();
  return {
    get: () => value,
    set(next) {
      value = next;
      for (const watcher of [...watchers]) watcher(next);
    },
    use() {
      const [seen, see] = useState<{ value: T }>({ value });
      useEffect(() => {
        const watcher = (next: T) => see({ value: next });
        watchers.add(watcher);
        if (seen.value !== value) watcher(value);
        return () => void watchers.delete(watcher);
      }, []);
      return seen.value;
    },
  };
}
