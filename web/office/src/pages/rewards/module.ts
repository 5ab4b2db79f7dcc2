import type { PageModule } from "@app/module";
import { bind } from "@shared/ui/command/command";
import { findVoucher, newGift, newSeries } from "./commands";

const module: PageModule = {
  nav: [
    { group: "loyalty", path: "/gifts", label: (t) => t("nav.gifts"), permission: "rewards.read", order: 10 },
    {
      group: "loyalty",
      path: "/redemptions",
      label: (t) => t("nav.redemptions"),
      permission: "rewards.read",
      order: 11,
    },
    {
      group: "loyalty",
      path: "/vouchers",
      label: (t) => t("nav.vouchers"),
      permission: "rewards.read",
      order: 12,
    },
  ],
  routes: [
    { path: "gifts", load: () => import("./GiftsPage"), permission: "rewards.read" },
    { path: "redemptions", load: () => import("./RedemptionsPage"), permission: "rewards.read" },
    { path: "vouchers", load: () => import("./SeriesPage"), permission: "rewards.read" },
    { path: "voucher", load: () => import("./FindVoucherPage"), permission: "rewards.read" },
  ],
  panels: [
    {
      id: "vouchers",
      place: "tab",
      order: 2,
      label: (t) => t("rewards.voucher.ofCustomer"),
      permission: "rewards.read",
      load: () => import("./CustomerVouchers"),
    },
  ],
  commands: [bind(newGift, undefined), bind(newSeries, undefined), bind(findVoucher, undefined)],
};

export default module;
