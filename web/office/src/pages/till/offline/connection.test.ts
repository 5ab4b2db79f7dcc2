import { describe, expect, test } from "vitest";
import { Connection } from "./connection";

function made(answers: boolean[]) {
  const waiting: (() => void)[] = [];
  let asked = 0;
  const connection = new Connection({
    probe: async () => {
      asked += 1;
      return answers.shift() ?? false;
    },
    later: (run) => {
      waiting.push(run);
      return () => {
        const at = waiting.indexOf(run);
        if (at >= 0) waiting.splice(at, 1);
      };
    },
  });
  const heard: boolean[] = [];
  connection.subscribe(() => heard.push(connection.isLost()));
  const tick = async () => {
    waiting.shift()?.();
    await Promise.resolve();
    await Promise.resolve();
    await Promise.resolve();
  };
  return { connection, heard, tick, waiting, asked: () => asked };
}

describe("the connection of a till", () => {
  test("nothing is asked while requests are answered", () => {
    const { connection, heard, waiting } = made([]);
    connection.heard(true);
    connection.heard(true);
    expect(heard).toEqual([]);
    expect(waiting).toHaveLength(0);
  });

  test("one unanswered request means lost; it is asked for until an answer comes", async () => {
    const { connection, heard, tick, asked } = made([false, false, true]);
    connection.heard(false);
    connection.heard(false);
    expect(connection.isLost()).toBe(true);
    await tick();
    await tick();
    expect(connection.isLost()).toBe(true);
    await tick();
    expect(connection.isLost()).toBe(false);
    expect(asked()).toBe(3);
    expect(heard).toEqual([true, false]);
  });

  test("a request that is answered meanwhile ends the asking", async () => {
    const { connection, waiting, asked } = made([true]);
    connection.heard(false);
    connection.heard(true);
    expect(waiting).toHaveLength(0);
    expect(asked()).toBe(0);
  });

  test("a network that is said to be back is asked at once", async () => {
    const { connection, asked, tick } = made([true]);
    connection.heard(false);
    connection.hurry();
    await tick();
    expect(asked()).toBe(1);
    expect(connection.isLost()).toBe(false);
  });
});
