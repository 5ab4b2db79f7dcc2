import { newKey } from "@shared/api/client";
import { asProblem, type Problem } from "@shared/api/problem";
import { profiles } from "@shared/api/profileCalls";
import type { Birthday, BirthdayChoice } from "@shared/api/profiles";
import { reasonText } from "@shared/text/reason";
import { useCan } from "@shared/ui/command/CommandProvider";
import { focusFirst } from "@shared/ui/form/focusFirst";
import { Facts, Panel } from "@shared/ui/Page";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Checkbox, Form, InputNumber, Modal, Radio } from "antd";
import { Pencil } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { lunarText } from "./birthdayText";

function Choose(props: { birthday: Birthday; onClose: () => void }) {
  const { t } = useTranslation();
  const { birthday, onClose } = props;
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [form] = Form.useForm<BirthdayChoice>();
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const lunar = Form.useWatch("calendar", form) === "lunar";
  const save = async (values: BirthdayChoice) => {
    setBusy(true);
    try {
      const { calendar, lunar_month, lunar_day, is_leap_month } = values;
      const body: BirthdayChoice =
        calendar === "solar" || (!lunar_month && !lunar_day)
          ? { calendar }
          : { calendar, lunar_month, lunar_day, is_leap_month };
      await profiles.chooseBirthday(birthday.customer_id, body, { key: newKey() });
      void queries.invalidateQueries({ queryKey: ["customer", birthday.customer_id] });
      void message.success(t("profiles.saved"));
      onClose();
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      afterOpenChange={focusFirst}
      title={t("profiles.birthday.edit")}
      onCancel={onClose}
      onOk={() => form.submit()}
      okText={t("action.save")}
      okButtonProps={{ loading: busy }}
      width={420}
    >
      {problem ? (
        <Alert type="error" showIcon title={reasonText(t, problem)} className="hp-form-note" />
      ) : null}
      <Form<BirthdayChoice>
        form={form}
        layout="vertical"
        initialValues={{
          calendar: birthday.calendar,
          ...(birthday.calendar === "lunar"
            ? {
                lunar_month: birthday.lunar_month,
                lunar_day: birthday.lunar_day,
                is_leap_month: birthday.is_leap_month,
              }
            : {}),
        }}
        onFinish={(values) => void save(values)}
      >
        <Form.Item name="calendar" label={t("profiles.birthday.choose")}>
          <Radio.Group
            optionType="button"
            options={[
              { value: "solar", label: t("profiles.birthday.solar") },
              { value: "lunar", label: t("profiles.birthday.lunar") },
            ]}
          />
        </Form.Item>
        {lunar ? (
          <>
            <p className="hp-faint">{t("profiles.birthday.worked")}</p>
            <Form.Item name="lunar_month" label={t("profiles.birthday.month")}>
              <InputNumber min={1} max={12} precision={0} />
            </Form.Item>
            <Form.Item name="lunar_day" label={t("profiles.birthday.day")}>
              <InputNumber min={1} max={30} precision={0} />
            </Form.Item>
            <Form.Item name="is_leap_month" valuePropName="checked">
              <Checkbox>{t("profiles.birthday.leap")}</Checkbox>
            </Form.Item>
          </>
        ) : null}
      </Form>
    </Modal>
  );
}

/** When it comes next, by the calendar it is celebrated by. */
export default function BirthdayPanel(props: { customerId: string }) {
  const { t, i18n } = useTranslation();
  const can = useCan();
  const { customerId } = props;
  const [choosing, setChoosing] = useState(false);
  const birthday = useQuery({
    queryKey: ["customer", customerId, "birthday"],
    queryFn: ({ signal }) => profiles.birthday(customerId, signal),
  }).data;
  if (!birthday) return null;
  if (!birthday.next_on && !can("customers.write")) return null;
  const left = birthday.days_left ?? 0;
  const when =
    left === 0
      ? t("profiles.birthday.today")
      : left === 1
        ? t("profiles.birthday.inOneDay")
        : t("profiles.birthday.inDays", { n: left });
  const lunar = lunarText(t, i18n.language, birthday);
  return (
    <Panel
      title={t("profiles.birthday.title")}
      extra={
        can("customers.write") ? (
          <Button
            type="text"
            size="small"
            icon={<Pencil size={14} />}
            aria-label={t("profiles.birthday.edit")}
            onClick={() => setChoosing(true)}
          />
        ) : null
      }
    >
      {birthday.next_on ? (
        <Facts
          items={[
            [
              t("profiles.birthday.next"),
              <span key="next" className="hp-num">
                {birthday.next_on} <span className="hp-faint">{when}</span>
              </span>,
            ],
            lunar ? [t("profiles.birthday.lunar"), lunar] : undefined,
          ]}
        />
      ) : (
        <p className="hp-faint">{t("profiles.birthday.none")}</p>
      )}
      {choosing ? <Choose birthday={birthday} onClose={() => setChoosing(false)} /> : null}
    </Panel>
  );
}
