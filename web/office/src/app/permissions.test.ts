import { readFileSync } from "node:fs";
import type { Command } from "@shared/ui/command/command";
import { expect, test } from "vitest";
import * as behaviour from "../pages/behaviour/commands";
import { exportPersonalData } from "../pages/privacy/commands";
import * as rewards from "../pages/rewards/commands";
import { cancelRedemption, cancelVoucher } from "../pages/rewards/voucherCommands";
import { exchangeSale, openTill, returnSale } from "../pages/sales/commands";
import { decide } from "../pages/wallet/AdjustmentsPage";
import * as wallet from "../pages/wallet/commands";
import { activateLot } from "../pages/wallet/LotsTab";
import { modules } from "./modules";

// What a person is offered, and what the server asks of him for it, must be the same.
const description = new URL("../../../../docs/api/openapi.json", import.meta.url);
const { paths } = JSON.parse(readFileSync(description, "utf8")) as {
  paths: Record<string, Record<string, { "x-homeport-permission"?: string }>>;
};

function asked(use: string): string | undefined {
  const [method = "", path = ""] = use.split(" ");
  const route = paths[path]?.[method];
  expect(route, use).toBeDefined();
  return route?.["x-homeport-permission"];
}

const nothing = () => undefined;
const customer = "/v1/customers/{customer_id}";

test.each([
  ["/sales", "get /v1/sales"],
  ["/till", "post /v1/quotes"],
  ["/strategies", "get /v1/strategies"],
  ["/tiers", "get /v1/tiers"],
  ["/adjustments", "get /v1/adjustments"],
  ["/expiries", "get /v1/expiries"],
  ["/ledger_digests", "get /v1/ledger/digests"],
  ["/gifts", "get /v1/gifts"],
  ["/redemptions", "get /v1/redemptions"],
  ["/vouchers", "get /v1/voucher_series"],
  ["/voucher", "get /v1/vouchers/find"],
  ["/behaviour", "get /v1/behaviour_events"],
  ["/behaviour_rules", "get /v1/behaviour_rules"],
  ["/customers", "get /v1/customers"],
  ["/products", "get /v1/products"],
  ["/service_types", "get /v1/service_types"],
  ["/imports", "get /v1/imports"],
  ["/recycle_bin", "get /v1/recycle_bin"],
  ["/reveals", "get /v1/reveals"],
  ["/privacy", "get /v1/privacy_settings"],
  ["/customer-imports", "get /v1/customer_imports"],
  ["/duplicates", "get /v1/duplicates"],
])("the page %s asks for what %s asks for", (path, use) => {
  const route = modules.flatMap((module) => module.routes).find((one) => `/${one.path}` === path);
  expect(route?.permission).toBe(asked(use));
});

test.each([
  ["wallet", `get ${customer}/wallet`],
  ["lots", `get ${customer}/wallet/lots`],
  ["vouchers", `get ${customer}/vouchers`],
  ["marks", `get ${customer}/marks`],
  ["consents", `get ${customer}/consents`],
  ["behaviour", "get /v1/behaviour_events"],
])("the panel %s asks for what %s asks for", (id, use) => {
  const panel = modules.flatMap((module) => module.panels ?? []).find((one) => one.id === id);
  expect(panel?.permission).toBe(asked(use));
});

// biome-ignore lint/suspicious/noExplicitAny: commands of every subject
const commands: [Command<any>, ...string[]][] = [
  [openTill, "post /v1/sales"],
  [returnSale(nothing), `post ${customer}/sales/{sale_id}/returns`],
  [exchangeSale(nothing), `post ${customer}/sales/{sale_id}/exchange`, "post /v1/sales"],
  [wallet.adjustPoints(nothing), `post ${customer}/adjustments`],
  [wallet.grantPoints(nothing), `post ${customer}/grants`],
  [wallet.transferPoints(nothing), `post ${customer}/transfers`],
  [wallet.lookBack(nothing), `get ${customer}/points`],
  [wallet.blockWallet(nothing), `post ${customer}/wallet/block`],
  [wallet.unblockWallet(nothing), `post ${customer}/wallet/unblock`],
  [activateLot("1"), `post ${customer}/wallet/lots/{lot_id}/activate`],
  [decide("approve", "1", nothing), "post /v1/adjustments/{adjustment_id}/approve"],
  [decide("refuse", "1", nothing), "post /v1/adjustments/{adjustment_id}/refuse"],
  [rewards.newGift, "post /v1/gifts"],
  [rewards.editGift(nothing), "patch /v1/gifts/{gift_id}"],
  [rewards.disableGift, "patch /v1/gifts/{gift_id}"],
  [rewards.enableGift, "patch /v1/gifts/{gift_id}"],
  [rewards.moveStock(nothing), "post /v1/gifts/{gift_id}/stock"],
  [rewards.newSeries, "post /v1/voucher_series"],
  [rewards.editSeries(nothing), "patch /v1/voucher_series/{series_id}"],
  [rewards.disableSeries, "patch /v1/voucher_series/{series_id}"],
  [rewards.enableSeries, "patch /v1/voucher_series/{series_id}"],
  [rewards.issueSeries(nothing), "post /v1/voucher_batches"],
  [rewards.stopBatch, "post /v1/voucher_batches/{batch_id}/cancel"],
  [rewards.findVoucher, "get /v1/vouchers/find"],
  [rewards.redeemGift(nothing), "post /v1/redemptions"],
  [cancelVoucher(nothing), `post ${customer}/vouchers/{voucher_id}/cancel`],
  [cancelRedemption(nothing), `post ${customer}/redemptions/{redemption_id}/cancel`],
  [exportPersonalData(nothing), `post ${customer}/personal_data`],
  [behaviour.newRule(nothing), "post /v1/behaviour_rules"],
  [behaviour.newVersion(nothing), "post /v1/behaviour_rules"],
  [behaviour.endRule, "post /v1/behaviour_rules/{behaviour_rule_id}/end"],
  [behaviour.newKind(nothing), "post /v1/behaviour_kinds"],
  [behaviour.recordEvent(nothing), "post /v1/behaviour_events"],
  [behaviour.approveEvent("1"), `post ${customer}/behaviour_events/{event_id}/approve`],
  [behaviour.refuseEvent("1", nothing), `post ${customer}/behaviour_events/{event_id}/refuse`],
  [behaviour.reverseEvent(nothing), `post ${customer}/behaviour_events/{event_id}/reverse`],
];

test.each(commands.map(([command, ...uses]) => ({ id: command.id, command, uses })))(
  "the command $id asks for what its endpoints ask for",
  ({ command, uses }) => {
    expect([command.permission].flat().sort()).toEqual(uses.map(asked).sort());
  },
);
