import type { Text } from "@shared/text/i18n";
import { App } from "antd";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { Telling } from "../module";
import { goTo } from "../navigate";
import { tellOutside } from "./tellOutside";

const kShownSeconds = 8;

/** Tells of something at the edge of the screen, and, where the person has asked for it, by a sound and on the desktop. */
export function useAnnounce(): (telling: Telling, count: number) => void {
  const { notification } = App.useApp();
  const { t } = useTranslation();
  return useCallback(
    ({ text, path, group }, count) => {
      const title = text(t as Text, count);
      const open = () => {
        notification.destroy(group);
        goTo(path(count));
      };
      notification.open({
        key: group,
        title,
        duration: kShownSeconds,
        placement: "bottomLeft",
        className: "hp-toast hp-toast-news",
        onClick: open,
      });
      tellOutside(title, group, open);
    },
    [notification, t],
  );
}
