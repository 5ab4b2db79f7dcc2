import { Button, Modal } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { blank, type Difference } from "./changes";

interface Props {
  differences: readonly Difference[];
  labels: Readonly<Record<string, string>>;
  show?: (field: string, value: unknown) => ReactNode;
  onMine: () => void;
  onTheirs: () => void;
  onCancel: () => void;
}

/** Two people edited the same record: both versions side by side, and the person decides. */
export function Conflict(props: Props) {
  const { t } = useTranslation();
  const { differences, labels } = props;
  const show = (field: string, value: unknown): ReactNode => {
    if (blank(value)) return <span className="hp-blank">—</span>;
    return props.show?.(field, value) ?? String(value);
  };
  return (
    <Modal
      open={differences.length > 0}
      title={t("conflict.title")}
      onCancel={props.onCancel}
      footer={[
        <Button key="theirs" onClick={props.onTheirs}>
          {t("conflict.takeTheirs")}
        </Button>,
        <Button key="mine" type="primary" onClick={props.onMine}>
          {t("conflict.keepMine")}
        </Button>,
      ]}
    >
      <p>{t("conflict.text")}</p>
      <table className="hp-compare">
        <thead>
          <tr>
            <th>{t("conflict.field")}</th>
            <th>{t("conflict.mine")}</th>
            <th>{t("conflict.theirs")}</th>
          </tr>
        </thead>
        <tbody>
          {differences.map(({ field, mine, theirs }) => (
            <tr key={field}>
              <th>{labels[field] ?? field}</th>
              <td>{show(field, mine)}</td>
              <td>{show(field, theirs)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Modal>
  );
}
