import { newKey } from "@shared/api/client";
import { asProblem, type Problem } from "@shared/api/problem";
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";

/** One write of a dialog: busy while it runs, the refusal after it, the same key until the input changes. */
export function useWork(refresh: readonly string[]) {
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const key = useRef({ input: "", key: newKey() });

  const run = async <R>(input: unknown, work: (key: string) => Promise<R>): Promise<R | undefined> => {
    const text = JSON.stringify(input);
    if (key.current.input !== text) key.current = { input: text, key: newKey() };
    setBusy(true);
    setProblem(undefined);
    try {
      const result = await work(key.current.key);
      key.current = { input: "", key: newKey() };
      return result;
    } catch (error) {
      setProblem(asProblem(error));
      return undefined;
    } finally {
      setBusy(false);
      for (const first of refresh) void queries.invalidateQueries({ queryKey: [first] });
    }
  };
  return { busy, problem, run, forget: () => setProblem(undefined) };
}
