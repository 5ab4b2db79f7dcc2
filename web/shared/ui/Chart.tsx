import { type GlobalToken, Skeleton, theme } from "antd";
import type { EChartsCoreOption, EChartsType } from "echarts/core";
import { useEffect, useRef, useState } from "react";

interface ChartProps {
  /** Says in words what the chart shows, for those who can't see it. */
  label: string;
  height?: number | "fill";
  option: (token: GlobalToken) => EChartsCoreOption;
}

/** Draws with ECharts, which is loaded when the first chart comes into view of the code, never before. */
export function Chart(props: ChartProps) {
  const { label, height = 240, option } = props;
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(undefined);
  const [ready, setReady] = useState(false);
  const { token } = theme.useToken();

  useEffect(() => {
    let gone = false;
    let observer: ResizeObserver | undefined;
    void import("./chartCore").then(({ init }) => {
      if (gone || !box.current) return;
      chart.current = init(box.current, undefined, { renderer: "svg" });
      observer = new ResizeObserver(() => chart.current?.resize());
      observer.observe(box.current);
      setReady(true);
    });
    return () => {
      gone = true;
      observer?.disconnect();
      chart.current?.dispose();
      chart.current = undefined;
    };
  }, []);

  useEffect(() => {
    if (!ready) return;
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    chart.current?.setOption({ animation: !still, animationDuration: 300, ...option(token) }, true);
  }, [ready, option, token]);

  return (
    <div
      className={`hp-chart${height === "fill" ? " hp-chart-fill" : ""}`}
      style={height === "fill" ? undefined : { height }}
      role="img"
      aria-label={label}
    >
      {ready ? null : (
        <Skeleton.Node active style={{ width: "100%", height: "100%" }} className="hp-chart-waiting" />
      )}
      <div ref={box} className="hp-chart-box" />
    </div>
  );
}

/** Axes and tooltip as they look everywhere. */
export function chartBase(token: GlobalToken) {
  return {
    textStyle: { fontFamily: token.fontFamily, color: token.colorTextSecondary },
    grid: { left: 4, right: 8, top: 12, bottom: 4, containLabel: true },
    tooltip: {
      trigger: "axis" as const,
      backgroundColor: token.colorBgElevated,
      borderColor: token.colorBorderSecondary,
      textStyle: { color: token.colorText, fontSize: 13 },
      extraCssText: "box-shadow: 0 6px 20px rgba(0,0,0,.12); border-radius: 8px;",
    },
    axisLabel: { color: token.colorTextTertiary, fontSize: 12 },
    splitLine: { lineStyle: { color: token.colorBorderSecondary } },
  };
}
