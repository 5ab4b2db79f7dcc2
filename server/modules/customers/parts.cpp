// Tags and the values of own fields as parts of a record.

#include <algorithm>

#include "modules/customers/records.hpp"

namespace homeport::customers {
namespace {

std::vector<own_fields::OwnValue> shown_values(std::span<const store::KeptParts::Value> kept,
                                               std::span<const own_fields::OwnField> fields) {
  std::vector<own_fields::OwnValue> values;
  for (const auto& value : kept) {
    const auto field =
        std::find_if(fields.begin(), fields.end(), [&](const auto& one) { return one.id == value.field_id; });
    const bool is_shown = field != fields.end() && field->status == own_fields::DefinitionStatus::active;
    if (is_shown) values.push_back({field->key, value.value});
  }
  return values;
}

bool has(std::span<const own_fields::TagId> tags, own_fields::TagId tag) {
  return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

const own_fields::OwnValue* find_value(std::span<const own_fields::OwnValue> values, std::string_view field) {
  const auto found = std::find_if(values.begin(), values.end(), [&](const auto& one) { return one.field == field; });
  return found == values.end() ? nullptr : &*found;
}

}  // namespace

void load_parts(db::Transaction& tx, Customer& customer) {
  auto kept = store::load_parts(tx, customer.id);
  customer.tag_ids = std::move(kept.tag_ids);
  customer.own_values.clear();
  if (!kept.values.empty()) customer.own_values = shown_values(kept.values, own_fields::load_fields(tx));
}

void load_parts(db::Transaction& tx, std::span<CustomerListItem> items) {
  std::vector<CustomerId> ids;
  for (const auto& item : items)
    ids.push_back(item.id);
  auto kept = store::load_parts(tx, ids);
  const bool has_values =
      std::any_of(kept.begin(), kept.end(), [](const auto& one) { return !one.second.values.empty(); });
  const auto fields = has_values ? own_fields::load_fields(tx) : std::vector<own_fields::OwnField>{};
  for (auto& item : items) {
    auto& parts = kept[item.id.value];
    item.tag_ids = std::move(parts.tag_ids);
    item.own_values = shown_values(parts.values, fields);
  }
}

Result<std::vector<own_fields::CheckedValue>> check_parts(kit::Write& write, Customer& customer,
                                                          const Customer* before) {
  static const Customer kNew;
  const Customer& kept = before == nullptr ? kNew : *before;
  std::sort(customer.tag_ids.begin(), customer.tag_ids.end());
  customer.tag_ids.erase(std::unique(customer.tag_ids.begin(), customer.tag_ids.end()), customer.tag_ids.end());
  if (customer.tag_ids.size() > static_cast<std::size_t>(kMostTagsOfOne)) {
    return refuse(RefusalKind::unprocessable, "customers.too_many_tags",
                  "a customer has at most " + std::to_string(kMostTagsOfOne) + " tags", "tag_ids");
  }
  TRY_DONE(own_fields::check_tags(write.tx, customer.tag_ids, kept.tag_ids));
  TRY(auto values, own_fields::check_values(write.tx, customer.own_values, kept.own_values));
  customer.own_values.clear();
  for (const auto& value : values)
    customer.own_values.push_back(value.shown);
  return values;
}

void save_parts(kit::Write& write, const Customer& customer, const Customer* before,
                std::span<const own_fields::CheckedValue> values) {
  static const Customer kNew;
  const Customer& kept = before == nullptr ? kNew : *before;
  for (const auto tag : customer.tag_ids) {
    if (!has(kept.tag_ids, tag)) store::insert_tag(write.tx, customer.id, tag, write.now);
  }
  for (const auto tag : kept.tag_ids) {
    if (!has(customer.tag_ids, tag)) store::delete_tag(write.tx, customer.id, tag);
  }
  for (const auto& value : values) {
    const auto* old = find_value(kept.own_values, value.shown.field);
    if (old == nullptr || old->value != value.shown.value) store::save_own_value(write.tx, customer.id, value);
  }
  const bool has_cleared = std::any_of(kept.own_values.begin(), kept.own_values.end(), [&](const auto& one) {
    return find_value(customer.own_values, one.field) == nullptr;
  });
  if (!has_cleared) return;
  for (const auto& field : own_fields::load_fields(write.tx)) {
    if (find_value(kept.own_values, field.key) != nullptr && find_value(customer.own_values, field.key) == nullptr) {
      store::delete_own_value(write.tx, customer.id, field.id);
    }
  }
}

}  // namespace homeport::customers
