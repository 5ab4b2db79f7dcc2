import { Alert, App, Button, Drawer, Form, type FormInstance } from "antd";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { newKey } from "../../api/client";
import { asProblem, fieldPath, type Problem } from "../../api/problem";
import { fieldErrorText, reasonText } from "../../text/reason";
import { useKeys } from "../command/CommandProvider";
import { Conflict } from "./Conflict";
import { conflicts, theirChanges } from "./changes";
import { clearDraft, readDraft, writeDraft } from "./draft";
import { focusFirst } from "./focusFirst";
import { useLeaveGuard } from "./useLeaveGuard";

export interface Submission {
  /** The same as long as the same values are sent: a repeat after a lost answer does nothing twice. */
  key: string;
  /** Which version of the record the edit is meant for. */
  version: number | undefined;
  /** What the form started from, whatever has been read again since: an edit sends what differs from it. */
  base: object;
}

interface FormDrawerProps<V extends object, R> {
  open: boolean;
  title: ReactNode;
  initial: Partial<V>;
  version?: number;
  /** The fields by name, with the words a conflict shows them under. */
  labels: Readonly<Record<string, string>>;
  /** How a conflict shows a value; by default as text. */
  show?: (field: string, value: unknown) => ReactNode;
  /** Unsaved input of this form comes back when it is opened again; for long forms that create something. */
  draft?: string;
  submit: (values: V, submission: Submission) => Promise<R>;
  onDone: (result: R) => void;
  onClose: () => void;
  width?: number;
  children: ReactNode | ((form: FormInstance<V>) => ReactNode);
  submitText?: string;
  /** The record as the form holds it, where that is not as it is read: lists spread over fields of their own. */
  spread?: (record: Record<string, unknown>) => Record<string, unknown>;
  /** More than a sentence about a refusal, such as a link to the record that is in the way. */
  explain?: (problem: Problem) => ReactNode;
  /** Another way to go on with what stands in the form, at the foot; `letGo` lets it leave without being asked. */
  aside?: (form: FormInstance<V>, letGo: () => void) => ReactNode;
}

/** Puts each of the server's objections on its field; answers whether all of them found one. */
export function showFieldErrors<V extends object>(
  form: FormInstance<V>,
  problem: Problem,
  text: (e: ReturnType<Problem["fieldErrors"]>[number]) => string,
  known: readonly string[],
): boolean {
  const errors = problem.fieldErrors();
  let all = errors.length > 0;
  let first = true;
  for (const error of errors) {
    const path = known.includes(error.field) ? [error.field] : fieldPath(error.field);
    if (!known.includes(String(path[0]))) {
      all = false;
      continue;
    }
    form.setFields([{ name: path as never, errors: [text(error)] }]);
    if (first) form.scrollToField(path as never, { block: "center", focus: true });
    first = false;
  }
  return all;
}

export function FormDrawer<V extends object, R>(props: FormDrawerProps<V, R>) {
  const { open, title, initial, labels, draft, submit, onDone, onClose, width = 520 } = props;
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const [form] = Form.useForm<V>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [current, setCurrent] = useState<Record<string, unknown>>();
  const [dirty, setDirty] = useState(false);
  const [restored, setRestored] = useState(false);
  const version = useRef(props.version);
  const base = useRef<object>(initial);
  const key = useRef(newKey());
  const fields = Object.keys(labels);
  const letGo = useLeaveGuard(open && dirty);
  // A long form stands at its foot when the button is pressed; what went wrong stands at its head.
  const refusal = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (problem) refusal.current?.scrollIntoView({ block: "nearest" });
  }, [problem]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a form starts when it opens, not when its record is read again
  useEffect(() => {
    if (!open) return;
    const kept = draft ? readDraft<V>(draft) : undefined;
    form.resetFields();
    form.setFieldsValue({ ...initial, ...kept } as never);
    version.current = props.version;
    base.current = initial;
    key.current = newKey();
    setProblem(undefined);
    setCurrent(undefined);
    setRestored(kept !== undefined);
    setDirty(kept !== undefined);
  }, [open]);

  const close = () => {
    if (!dirty || busy) {
      if (!busy) onClose();
      return;
    }
    modal.confirm({
      title: t("form.leaveTitle"),
      content: t("form.leaveText"),
      okText: t("action.discard"),
      cancelText: t("action.keepEditing"),
      okButtonProps: { danger: true },
      onOk: () => {
        if (draft) clearDraft(draft);
        setDirty(false);
        onClose();
      },
    });
  };

  const send = async (values: V) => {
    setBusy(true);
    setProblem(undefined);
    try {
      const result = await submit(values, { key: key.current, version: version.current, base: base.current });
      if (draft) clearDraft(draft);
      letGo();
      setDirty(false);
      onDone(result);
    } catch (error) {
      const refused = asProblem(error);
      const current = refused.current as Record<string, unknown> | undefined;
      const record = current && props.spread ? props.spread(current) : current;
      if (refused.reason === "request.version_conflict" && record) {
        const apart = conflicts(base.current, values, record, fields);
        version.current = record.version as number;
        key.current = newKey();
        // They changed other fields, or to the same: ours can follow without asking.
        if (apart.length > 0) setCurrent(record);
        else return await send(values);
      } else if (!showFieldErrors(form, refused, (e) => fieldErrorText(t, e), fields)) setProblem(refused);
      else if (props.explain?.(refused)) setProblem(refused);
    } finally {
      setBusy(false);
    }
  };

  useKeys({
    "mod+Enter": open ? () => form.submit() : undefined,
    "mod+s": open ? () => form.submit() : undefined,
  });

  return (
    <Drawer
      open={open}
      afterOpenChange={focusFirst}
      onClose={close}
      size={width}
      title={title}
      destroyOnHidden
      className="hp-drawer"
      footer={
        <div className="hp-form-foot">
          {dirty ? <span className="hp-faint">{t("form.unsaved")}</span> : <span />}
          {props.aside?.(form, letGo)}
          <Button onClick={close} disabled={busy}>
            {t("action.cancel")}
          </Button>
          <Button type="primary" loading={busy} onClick={() => form.submit()}>
            {props.submitText ?? t("action.save")}
          </Button>
        </div>
      }
    >
      {restored ? (
        <Alert
          className="hp-form-note"
          type="info"
          showIcon
          title={t("form.draftRestored")}
          action={
            <Button
              size="small"
              type="text"
              onClick={() => {
                if (draft) clearDraft(draft);
                form.resetFields();
                form.setFieldsValue(initial as never);
                setRestored(false);
                setDirty(false);
              }}
            >
              {t("form.draftDrop")}
            </Button>
          }
        />
      ) : null}
      <div ref={refusal}>
        {problem ? (
          <Alert
            className="hp-form-note"
            type="error"
            showIcon
            title={reasonText(t, problem)}
            description={
              props.explain?.(problem) ??
              (problem.detail !== reasonText(t, problem) ? problem.detail : undefined)
            }
          />
        ) : null}
      </div>
      <Form<V>
        form={form}
        layout="vertical"
        requiredMark={(label, { required }) => (
          <>
            {label}
            {required ? null : <span className="hp-optional">{t("optional")}</span>}
          </>
        )}
        onFinish={(values) => void send(values)}
        onValuesChange={() => {
          key.current = newKey();
          setDirty(true);
          if (draft) writeDraft(draft, form.getFieldsValue());
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.submit();
        }}
      >
        {typeof props.children === "function" ? props.children(form) : props.children}
      </Form>
      <Conflict
        differences={current ? conflicts(base.current, form.getFieldsValue(), current, fields) : []}
        labels={labels}
        show={props.show}
        onMine={() => {
          setCurrent(undefined);
          void send(form.getFieldsValue());
        }}
        onTheirs={() => {
          if (current) form.setFieldsValue(theirChanges(base.current, current, fields) as never);
          setCurrent(undefined);
        }}
        onCancel={() => setCurrent(undefined)}
      />
    </Drawer>
  );
}
