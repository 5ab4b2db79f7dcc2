import { Kbd } from "@shared/ui/Values";
import { Modal } from "antd";
import { useTranslation } from "react-i18next";
import { useVisibleNav } from "./SideMenu";

function Keys(props: { keys: readonly string[] }) {
  return (
    <span className="hp-help-keys">
      {props.keys.map((key) => (
        <Kbd key={key}>{key}</Kbd>
      ))}
    </span>
  );
}

export default function KeyHelp(props: { onClose: () => void }) {
  const { t } = useTranslation();
  const nav = useVisibleNav();
  const go = nav.flatMap(({ entries }) => entries).filter((entry) => entry.go);
  const sections: { title: string; rows: [label: string, keys: string[]][] }[] = [
    {
      title: t("shell.keys.everywhere"),
      rows: [
        [t("shell.keys.palette"), ["Ctrl", "K"]],
        [t("shell.keys.search"), ["/"]],
        [t("shell.keys.create"), ["n"]],
        [t("shell.keys.help"), ["?"]],
        [t("shell.keys.theme"), ["g", "d"]],
      ],
    },
    {
      title: t("shell.keys.lists"),
      rows: [
        [t("shell.keys.down"), ["j"]],
        [t("shell.keys.up"), ["k"]],
        [t("shell.keys.open"), ["Enter"]],
      ],
    },
    {
      title: t("shell.keys.records"),
      rows: [
        [t("shell.keys.previous"), ["["]],
        [t("shell.keys.next"), ["]"]],
        [t("shell.keys.edit"), ["e"]],
      ],
    },
    { title: t("shell.keys.go"), rows: go.map((entry) => [entry.label(t), ["g", entry.go ?? ""]]) },
  ];
  return (
    <Modal open footer={null} title={t("shell.keys.title")} onCancel={props.onClose} width={680}>
      <div className="hp-help">
        {sections.map((section) => (
          <section key={section.title}>
            <h3>{section.title}</h3>
            <dl>
              {section.rows.map(([label, keys]) => (
                <div key={label}>
                  <dt>{label}</dt>
                  <dd>
                    <Keys keys={keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
