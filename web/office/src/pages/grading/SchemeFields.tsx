import type { GradeBand, ParameterKind, SchemeParameter } from "@shared/api/grading";
import { useFormat } from "@shared/ui/FormatProvider";
import { PercentInput } from "@shared/ui/form/AmountInput";
import { Panel } from "@shared/ui/Page";
import { Button, Dropdown, Input, InputNumber } from "antd";
import { Plus, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { kKinds, kNumeric, shareOf, weightSum } from "./scheme";

const kMostScore = 100;
const kMatchMost = 100;
const kNewWeight = 250_000;

function replaced<T>(items: readonly T[], at: number, item: T | undefined): T[] {
  return items.flatMap((one, i) => (i === at ? (item === undefined ? [] : [item]) : [one]));
}

function Score(props: { label: string; value: number; disabled: boolean; onChange: (n: number) => void }) {
  return (
    <InputNumber
      aria-label={props.label}
      min={0}
      max={kMostScore}
      precision={0}
      disabled={props.disabled}
      value={props.value}
      onChange={(n) => props.onChange(n ?? 0)}
    />
  );
}

function Parameter(props: {
  parameter: SchemeParameter;
  share: number;
  disabled: boolean;
  onChange: (parameter: SchemeParameter | undefined) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const { parameter, share, disabled, onChange } = props;
  const name = t(`grading.kind.${parameter.kind}`);
  const set = (part: Partial<SchemeParameter>) => onChange({ ...parameter, ...part });
  return (
    <li className="hp-parameter">
      <header>
        <strong>{name}</strong>
        <span className="hp-parameter-weight">
          <PercentInput
            aria-label={`${name} ${t("grading.weight")}`}
            disabled={disabled}
            value={parameter.weight_ppm}
            onChange={(ppm) => set({ weight_ppm: ppm !== undefined && Number.isFinite(ppm) ? ppm : 0 })}
          />
        </span>
        <span className="hp-faint hp-num">{t("grading.share", { percent: format.percent(share) })}</span>
        {disabled ? null : (
          <Button
            type="text"
            icon={<X size={16} />}
            aria-label={`${t("action.remove")} ${name}`}
            onClick={() => onChange(undefined)}
          />
        )}
      </header>
      <ul>
        {parameter.scores.map((row, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row has nothing else of its own while it is being typed
          <li key={i}>
            <Input
              aria-label={`${name} ${t("grading.match")}`}
              prefix={
                kNumeric.has(parameter.kind) ? (
                  <span className="hp-faint">{t("grading.atLeast")}</span>
                ) : undefined
              }
              inputMode={kNumeric.has(parameter.kind) ? "numeric" : undefined}
              maxLength={kMatchMost}
              disabled={disabled}
              value={row.match}
              onChange={(event) =>
                set({ scores: replaced(parameter.scores, i, { ...row, match: event.target.value }) })
              }
            />
            <Score
              label={`${row.match} ${t("grading.score")}`}
              disabled={disabled}
              value={row.score}
              onChange={(score) => set({ scores: replaced(parameter.scores, i, { ...row, score }) })}
            />
            {disabled ? null : (
              <Button
                type="text"
                icon={<X size={15} />}
                aria-label={`${t("action.remove")} ${row.match}`}
                onClick={() => set({ scores: replaced(parameter.scores, i, undefined) })}
              />
            )}
          </li>
        ))}
        <li>
          <span className="hp-faint">{t("grading.other")}</span>
          <Score
            label={`${name} ${t("grading.other")}`}
            disabled={disabled}
            value={parameter.other_score}
            onChange={(other_score) => set({ other_score })}
          />
          {disabled ? null : (
            <Button
              type="text"
              icon={<Plus size={16} />}
              aria-label={`${t("grading.addScore")} ${name}`}
              onClick={() => set({ scores: [...parameter.scores, { match: "", score: 50 }] })}
            />
          )}
        </li>
      </ul>
    </li>
  );
}

export function Parameters(props: {
  parameters: readonly SchemeParameter[];
  disabled: boolean;
  onChange: (parameters: SchemeParameter[]) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const { parameters, disabled, onChange } = props;
  const free = kKinds.filter((kind) => !parameters.some((one) => one.kind === kind));
  return (
    <Panel
      title={t("grading.scores")}
      extra={
        <span className="hp-faint hp-num">
          {t("grading.weightSum", { percent: format.percent(weightSum(parameters)) })}
        </span>
      }
    >
      <ul className="hp-parameters">
        {parameters.map((parameter, i) => (
          <Parameter
            key={parameter.kind}
            parameter={parameter}
            share={shareOf(parameter, parameters)}
            disabled={disabled}
            onChange={(next) => onChange(replaced(parameters, i, next))}
          />
        ))}
      </ul>
      {disabled || free.length === 0 ? null : (
        <Dropdown
          trigger={["click"]}
          menu={{
            items: free.map((kind) => ({ key: kind, label: t(`grading.kind.${kind}`) })),
            onClick: ({ key }) =>
              onChange([
                ...parameters,
                { kind: key as ParameterKind, weight_ppm: kNewWeight, scores: [], other_score: 0 },
              ]),
          }}
        >
          <Button type="dashed" icon={<Plus size={15} />}>
            {t("grading.addParameter")}
          </Button>
        </Dropdown>
      )}
    </Panel>
  );
}

export function GradeBands(props: {
  grades: readonly GradeBand[];
  disabled: boolean;
  onChange: (grades: GradeBand[]) => void;
}) {
  const { t } = useTranslation();
  const { grades, disabled, onChange } = props;
  return (
    <Panel title={t("grading.grades")}>
      <p className="hp-faint hp-rule-text">{t("grading.gradesHint")}</p>
      <ul className="hp-bands">
        {grades.map((band, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row has nothing else of its own while it is being typed
          <li key={i}>
            <Input
              aria-label={t("grading.grade")}
              maxLength={8}
              disabled={disabled}
              value={band.grade}
              onChange={(event) => onChange(replaced(grades, i, { ...band, grade: event.target.value }))}
            />
            <span className="hp-faint">{t("grading.minScore")}</span>
            <Score
              label={`${band.grade} ${t("grading.minScore")}`}
              disabled={disabled}
              value={band.min_score}
              onChange={(min_score) => onChange(replaced(grades, i, { ...band, min_score }))}
            />
            {disabled ? null : (
              <Button
                type="text"
                icon={<X size={15} />}
                aria-label={`${t("action.remove")} ${band.grade}`}
                onClick={() => onChange(replaced(grades, i, undefined))}
              />
            )}
          </li>
        ))}
      </ul>
      {disabled ? null : (
        <Button
          type="dashed"
          icon={<Plus size={15} />}
          onClick={() => onChange([...grades, { grade: "", min_score: 0 }])}
        >
          {t("poolRules.rule.addGrade")}
        </Button>
      )}
    </Panel>
  );
}
