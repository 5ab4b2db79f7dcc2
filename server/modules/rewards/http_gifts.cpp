// Routes of gifts and their stock.

#include "modules/rewards/answers.hpp"
#include "modules/rewards/module.hpp"
#include "modules/rewards/pictures.hpp"
#include "modules/rewards/service.hpp"
#include "modules/rewards/store.hpp"

namespace homeport::rewards {
namespace {

Result<kit::Answer> list_gifts(const kit::Read& read, const kit::Call& call) {
  TRY(const auto page, kit::page_of(call.request(), store::gift_sorts(), false));
  store::GiftConditions conditions;
  TRY(conditions.status, kit::query_choice<RewardStatus>(call, "status"));
  if (call.query_text("offered") == "true") conditions.offered_at = read.now;
  auto query = store::gift_rows(conditions);
  kit::ListAnswer list(page);
  list.set_count(kit::count_rows(read.tx, query));
  query.page(page, "g.id");
  for (auto rows = query.run(read.tx); rows.next();) {
    const auto gift = db::read_record<Gift>(rows);
    if (!list.add(to_json(gift, read.view()), store::cursor_after(gift, page))) break;
  }
  return kit::Answer{list.take()};
}

Result<kit::Answer> show_gift(const kit::Read& read, const kit::Call& call) {
  TRY(const auto id, call.path_id<GiftId>("gift_id"));
  TRY(const auto gift, load_gift(read.tx, id));
  return kit::answer_with(gift, read.view());
}

Result<kit::Answer> edit_gift(kit::Write& write, const kit::Call& call) {
  return kit::edit_record<GiftId>(
      write, call, "gift_id", [&](GiftId id) { return load_gift(write.tx, id); },
      [&](const Gift& before, Gift after) { return update_gift(write, before, std::move(after)); });
}

Result<kit::Answer> show_picture(const kit::Read& read, const kit::Call& call) {
  TRY(const auto id, call.path_id<GiftId>("gift_id"));
  TRY(const auto gift, load_gift(read.tx, id));
  const auto etag = '"' + gift.picture_hash.value_or("") + '"';
  kit::Answer answer;
  answer.headers.emplace_back("ETag", etag);
  // Whoever asks with the hash gets another address once it changes.
  const bool may_keep = gift.picture_hash && call.query_text("hash") == gift.picture_hash;
  answer.headers.emplace_back("Cache-Control", may_keep ? "private, max-age=604800" : "private, no-cache");
  if (gift.picture_hash && call.request().header("if-none-match") == etag) {
    answer.status = 304;
    return answer;
  }
  TRY(auto picture, load_picture(read.tx, id));
  answer.json = std::move(picture.content);
  answer.content_type = std::move(picture.media_type);
  return answer;
}

// Of one store, or of all places: as many as the chain has stores.
Result<kit::Answer> list_stock(const kit::Read& read, const kit::Call& call) {
  TRY(const auto id, call.path_id<GiftId>("gift_id"));
  TRY_DONE(load_gift(read.tx, id));
  TRY(const auto store_id, call.query_id<OrgUnitId>("store_id"));
  GiftStocks answer;
  for (const auto& stock : store::load_stock(read.tx, id)) {
    if (store_id && stock.store_id && stock.store_id != store_id) continue;
    answer.items.push_back(stock);
  }
  return kit::answer_with(answer, read.view());
}

Result<kit::Answer> list_movements(const kit::Read& read, const kit::Call& call) {
  TRY(const auto page, kit::page_of(call.request(), store::movement_sorts(), true));
  TRY(const auto id, call.path_id<GiftId>("gift_id"));
  TRY_DONE(load_gift(read.tx, id));
  auto query = store::movement_rows(id);
  TRY(const auto store_id, call.query_id<OrgUnitId>("store_id"));
  if (store_id) query.where_equal("m.store_id", store_id->value);
  kit::ListAnswer list(page);
  list.set_count(kit::count_rows(read.tx, query));
  query.page(page, "m.id");
  for (auto rows = query.run(read.tx); rows.next();) {
    const auto movement = store::read_movement(rows);
    if (!list.add(to_json(movement, read.view()), kit::cursor_after_integer(movement.at.us, movement.id.value))) break;
  }
  return kit::Answer{list.take()};
}

void add_stock_routes(kit::Endpoints& endpoints) {
  auto stock = kit::spec_of<GiftStocks>("get_gift_stock", "What is left of a gift in each place.", kReadPermission);
  stock.query = {{"store_id", "only in this store (and the common stock)", FieldKind::id}};
  stock.refusals = {"rewards.gift_unknown"};
  endpoints.read("/v1/gifts/{gift_id}/stock", stock, list_stock);

  auto movements = kit::spec_of<StockMovement>("list_gift_stock_movements",
                                               "Every change of a gift's stock, newest first.", kReadPermission);
  movements.answer_is_list = true;
  movements.query = {{"store_id", "in this store", FieldKind::id}};
  endpoints.read("/v1/gifts/{gift_id}/stock/movements", movements, list_movements);

  auto move =
      kit::spec_of<StockMovement>("move_gift_stock", "Enters what came, was lost, or was counted.", kWritePermission);
  move.success_status = 201;
  move.refusals = {"rewards.stock_place", "rewards.stock_too_low", "rewards.stock_full", "rewards.movement_by_hand"};
  endpoints.write<StockRequest>(
      http::Method::post, "/v1/gifts/{gift_id}/stock", move,
      [](kit::Write& write, const kit::Call& call, const StockRequest& body) -> Result<kit::Answer> {
        TRY(const auto id, call.path_id<GiftId>("gift_id"));
        TRY(const auto movement, move_stock(write, id, body));
        return kit::answer_with(movement, write.view(), 201);
      });
}

void add_picture_routes(kit::Endpoints& endpoints) {
  auto show =
      kit::spec_of<Gift>("get_gift_picture", "The picture of a gift: a PNG, JPEG or WebP file.", kReadPermission);
  show.answer = nullptr;
  show.query = {{"hash", "picture_hash of the gift: the answer may then be kept"}};
  show.refusals = {"rewards.gift_unknown", "rewards.picture_none"};
  endpoints.read("/v1/gifts/{gift_id}/picture", show, show_picture);

  auto set = kit::spec_of<Gift>("set_gift_picture", "Gives a gift its picture, in the place of the one before.",
                                kWritePermission);
  set.body_limit_bytes = kMostPictureCharacters + 1024;
  set.is_audited = false;  // the same picture again leaves no trace
  set.refusals = {"rewards.gift_unknown", "rewards.picture_unreadable", "rewards.picture_too_large",
                  "rewards.picture_unknown_kind", "rewards.picture_dimensions"};
  endpoints.write<PictureRequest>(
      http::Method::put, "/v1/gifts/{gift_id}/picture", set,
      [](kit::Write& write, const kit::Call& call, const PictureRequest& body) -> Result<kit::Answer> {
        TRY(const auto id, call.path_id<GiftId>("gift_id"));
        TRY(const auto gift, set_picture(write, id, body));
        return kit::answer_with(gift, write.view());
      });

  auto remove = kit::spec_of<Gift>("remove_gift_picture", "Takes a gift's picture away.", kWritePermission);
  remove.is_audited = false;
  remove.refusals = {"rewards.gift_unknown"};
  endpoints.action(http::Method::del, "/v1/gifts/{gift_id}/picture", remove,
                   [](kit::Write& write, const kit::Call& call) -> Result<kit::Answer> {
                     TRY(const auto id, call.path_id<GiftId>("gift_id"));
                     TRY(const auto gift, remove_picture(write, id));
                     return kit::answer_with(gift, write.view());
                   });
}

}  // namespace

void add_gift_routes(kit::Endpoints& endpoints) {
  auto list = kit::spec_of<Gift>("list_gifts", "The gift catalogue.", kReadPermission);
  list.answer_is_list = true;
  list.query = {{"status", "active or disabled"}, {"offered", "true: only those that can be had now"}};
  endpoints.read("/v1/gifts", list, list_gifts);

  auto create = kit::spec_of<Gift>("create_gift", "Adds a gift.", kWritePermission);
  create.success_status = 201;
  create.refusals = {"rewards.valid_range", "rewards.tier_unknown"};
  endpoints.write<Gift>(http::Method::post, "/v1/gifts", create,
                        [](kit::Write& write, const kit::Call&, const Gift& body) -> Result<kit::Answer> {
                          TRY(const auto gift, create_gift(write, body));
                          return kit::answer_with(gift, write.view(), 201);
                        });

  endpoints.read("/v1/gifts/{gift_id}", kit::spec_of<Gift>("get_gift", "One gift.", kReadPermission), show_gift);

  auto edit = kit::spec_of<Gift>("edit_gift", "Changes the fields given.", kWritePermission);
  edit.refusals = create.refusals;
  edit.is_audited = false;  // an edit that changes nothing leaves no trace
  endpoints.edit<Gift>("/v1/gifts/{gift_id}", edit, edit_gift);
  add_picture_routes(endpoints);
  add_stock_routes(endpoints);
}

}  // namespace homeport::rewards
