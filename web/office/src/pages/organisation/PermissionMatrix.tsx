import { useMe } from "@app/session/session";
import type { Permission } from "@shared/api/types";
import { textFor } from "@shared/text/reason";
import { Checkbox, Tooltip } from "antd";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";

interface Props {
  all: readonly Permission[];
  value?: string[];
  onChange?: (permissions: string[]) => void;
  readOnly?: boolean;
}

/** What a role may do, module by module. What one lacks oneself can be seen but not granted. */
export function PermissionMatrix(props: Props) {
  const { t, i18n } = useTranslation();
  const me = useMe();
  const { all, value = [], onChange, readOnly } = props;
  const groups = useMemo(() => {
    const byModule = new Map<string, Permission[]>();
    for (const permission of all)
      byModule.set(permission.module, [...(byModule.get(permission.module) ?? []), permission]);
    return [...byModule];
  }, [all]);
  const held = new Set(value);
  const mine = new Set(me.permissions);
  const set = (names: readonly string[], on: boolean) => {
    const after = new Set(value);
    for (const name of names) {
      if (on) after.add(name);
      else after.delete(name);
    }
    onChange?.([...after].sort());
  };
  return (
    <div className="hp-matrix">
      {groups.map(([module, permissions]) => {
        const grantable = permissions.filter(({ name }) => mine.has(name)).map(({ name }) => name);
        const on = permissions.filter(({ name }) => held.has(name)).length;
        const allOn = grantable.length > 0 && grantable.every((name) => held.has(name));
        return (
          <section key={module}>
            <header>
              <Checkbox
                checked={on === permissions.length}
                indeterminate={on > 0 && on < permissions.length}
                disabled={readOnly || grantable.length === 0}
                onChange={() => set(grantable, !allOn)}
              >
                {textFor(t, `roles.module.${module}`, module)}
              </Checkbox>
              <span className="hp-faint hp-num">{t("roles.of", { n: on, total: permissions.length })}</span>
            </header>
            <ul>
              {permissions.map((permission) => {
                const lacking = !mine.has(permission.name);
                return (
                  <li key={permission.name}>
                    <Tooltip
                      title={lacking && !readOnly ? t("roles.lacking") : permission.name}
                      placement="topLeft"
                    >
                      <Checkbox
                        checked={held.has(permission.name)}
                        disabled={readOnly || lacking}
                        onChange={(event) => set([permission.name], event.target.checked)}
                      >
                        {i18n.language === "zh" ? permission.description_zh : permission.description_en}
                      </Checkbox>
                    </Tooltip>
                  </li>
                );
              })}
            </ul>
          </section>
        );
      })}
    </div>
  );
}
