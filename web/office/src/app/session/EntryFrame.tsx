import { isLanguage } from "@shared/text/i18n";
import { Mark } from "@shared/ui/Mark";
import { Button, Dropdown } from "antd";
import { Languages, Moon, Sun } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { chooseTheme, useDark } from "../theme";
import { HarbourScene } from "./HarbourScene";
import { askLanguage } from "./session";

function EntryTools() {
  const { t, i18n } = useTranslation();
  const dark = useDark();
  return (
    <div className="hp-entry-tools">
      <Dropdown
        trigger={["click"]}
        menu={{
          items: [
            { key: "zh", label: t("shell.chinese") },
            { key: "en", label: t("shell.english") },
          ],
          selectedKeys: [i18n.language],
          onClick: ({ key }) => {
            if (isLanguage(key)) askLanguage(key);
          },
        }}
      >
        <Button type="text" icon={<Languages size={17} />} aria-label={t("shell.language")} />
      </Dropdown>
      <Button
        type="text"
        icon={dark ? <Sun size={17} /> : <Moon size={17} />}
        aria-label={t("shell.switchTheme")}
        onClick={() => chooseTheme(dark ? "light" : "dark")}
      />
    </div>
  );
}

/** What is seen before one is inside: the harbour on one side, the form on the other. */
export function EntryFrame(props: { children: ReactNode; wide?: boolean }) {
  const { t } = useTranslation();
  return (
    <div className="hp-entry">
      <aside className="hp-entry-scene" aria-hidden="true">
        <HarbourScene />
        <p>{t("signIn.tagline")}</p>
      </aside>
      <main className="hp-entry-main">
        <header>
          <span className="hp-wordmark">
            <Mark size={30} />
            <b>Homeport</b>
            <span>归港</span>
          </span>
          <EntryTools />
        </header>
        <div className={`hp-entry-box${props.wide ? " hp-entry-wide" : ""}`}>{props.children}</div>
      </main>
    </div>
  );
}
