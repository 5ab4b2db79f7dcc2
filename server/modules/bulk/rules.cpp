#include "modules/bulk/rules.hpp"

#include <algorithm>
#include <array>
#include <sstream>

#include "modules/identity/types.hpp"
#include "modules/own_fields/service.hpp"

namespace homeport::bulk {
namespace {

using own_fields::OwnValue;
using own_fields::TagId;

constexpr std::string_view kOwnPrefix = "own.";
constexpr std::array<std::string_view, 20> kColumns{"id",
                                                    "name",
                                                    "kind",
                                                    "gender",
                                                    "phone",
                                                    "email",
                                                    "birthday_on",
                                                    "store_name",
                                                    "owner",
                                                    "status",
                                                    "source",
                                                    "external_ref",
                                                    "note",
                                                    "created_at",
                                                    "tags",
                                                    "card_number",
                                                    "tier_name",
                                                    "combined_points",
                                                    "last_purchase_at",
                                                    "consents"};

struct Word {
  std::string_view name;
  std::string_view english;
  std::string_view chinese;
};
constexpr std::array kWords{Word{"person", "person", "个人"},
                            Word{"organisation", "organisation", "单位"},
                            Word{"female", "female", "女"},
                            Word{"male", "male", "男"},
                            Word{"other", "other", "其他"},
                            Word{"active", "active", "启用"},
                            Word{"disabled", "disabled", "停用"},
                            Word{"sms", "text message", "短信"},
                            Word{"email", "e-mail", "邮件"},
                            Word{"wechat", "WeChat", "微信"},
                            Word{"phone_call", "phone call", "电话"},
                            Word{"profiling", "profiling", "画像分析"},
                            Word{"yes", "yes", "是"},
                            Word{"no", "no", "否"}};

std::string spoken(std::string_view word, std::string_view language) {
  const auto found = std::find_if(kWords.begin(), kWords.end(), [&](const auto& one) { return one.name == word; });
  if (found == kWords.end()) return std::string(word);
  return std::string(language == "zh" ? found->chinese : found->english);
}

std::string consents_of(const customers::CustomerListItem& item, std::string_view language) {
  std::string words;
  for (const auto& purpose : item.consents)
    words += (words.empty() ? "" : ", ") + spoken(purpose, language);
  return words;
}

template <class Enum>
std::string choice(Enum value, std::string_view language) {
  return spoken(word_of(value), language);
}

bool has(std::span<const TagId> tags, TagId tag) { return std::find(tags.begin(), tags.end(), tag) != tags.end(); }

void take_away(std::vector<TagId>& tags, TagId tag) {
  tags.erase(std::remove(tags.begin(), tags.end(), tag), tags.end());
}

std::optional<std::string> value_of(std::span<const OwnValue> values, std::string_view field) {
  const auto found = std::find_if(values.begin(), values.end(), [&](const auto& v) { return v.field == field; });
  return found == values.end() ? std::nullopt : std::optional(found->value);
}

void set_value(std::vector<OwnValue>& values, const ValueChange& wanted) {
  values.erase(std::remove_if(values.begin(), values.end(), [&](const auto& v) { return v.field == wanted.field; }),
               values.end());
  if (wanted.value) values.push_back({wanted.field, *wanted.value});
}

std::string local_minute(Time time, TimeZone zone) { return format_local(time, zone).substr(0, 16); }

std::string two_decimals(std::int64_t hundredths) {
  const bool is_negative = hundredths < 0;
  const auto size = static_cast<std::uint64_t>(is_negative ? -hundredths : hundredths);
  std::string cents = std::to_string(size % 100);
  if (cents.size() == 1) cents.insert(0, "0");
  return (is_negative ? "-" : "") + std::to_string(size / 100) + "." + cents;
}

std::string own_cell(std::span<const OwnValue> values, std::string_view key, const FileContext& context) {
  auto value = value_of(values, key).value_or("");
  const auto field =
      std::find_if(context.fields.begin(), context.fields.end(), [&](const auto& f) { return f.key == key; });
  if (field == context.fields.end() || value.empty()) return value;
  if (field->kind == own_fields::OwnFieldKind::yes_no) return spoken(value, context.language);
  if (field->kind != own_fields::OwnFieldKind::choice) return value;
  const auto option =
      std::find_if(field->options.begin(), field->options.end(), [&](const auto& one) { return one.key == value; });
  return option == field->options.end() ? value : option->label;
}

std::string tag_names(const customers::CustomerListItem& item, const FileContext& context) {
  std::string names;
  for (const auto tag : item.tag_ids) {
    if (!names.empty()) names += "; ";
    names += context.tag_name(tag);
  }
  return names;
}

}  // namespace

Outcome check_whom(const Whom& whom) {
  if (whom.selection == Selection::asked || !whom.customer_ids.empty()) return Done{};
  return refuse(RefusalKind::invalid, "bulk.nobody", "say which customers", "whom.customer_ids");
}

Outcome check_change(const CustomerChange& change) {
  const bool is_empty = change.add_tag_ids.empty() && change.remove_tag_ids.empty() && !change.store_id &&
                        !change.owner_staff_id && !change.clears_owner && !change.source && !change.status &&
                        change.own_values.empty();
  if (is_empty) return refuse(RefusalKind::invalid, "bulk.nothing_to_change", "say what is to be changed", "change");
  if (change.owner_staff_id && change.clears_owner) {
    return refuse(RefusalKind::invalid, "bulk.owner_both_ways", "somebody or nobody looks after them, not both",
                  "change.owner_staff_id");
  }
  for (const auto tag : change.add_tag_ids) {
    if (!has(change.remove_tag_ids, tag)) continue;
    return refuse(RefusalKind::invalid, "bulk.tag_both_ways", "a tag is given or taken, not both",
                  "change.remove_tag_ids");
  }
  return Done{};
}

customers::Customer after_change(customers::Customer customer, const CustomerChange& change) {
  for (const auto tag : change.add_tag_ids) {
    if (!has(customer.tag_ids, tag)) customer.tag_ids.push_back(tag);
  }
  for (const auto tag : change.remove_tag_ids)
    take_away(customer.tag_ids, tag);
  std::sort(customer.tag_ids.begin(), customer.tag_ids.end());
  if (change.store_id) customer.store_id = *change.store_id;
  if (change.owner_staff_id) customer.owner_staff_id = change.owner_staff_id;
  if (change.clears_owner) customer.owner_staff_id.reset();
  if (change.source) customer.source = *change.source;
  for (const auto& value : change.own_values)
    set_value(customer.own_values, value);
  return customer;
}

Replaced replaced_by(const customers::Customer& before, const CustomerChange& change) {
  Replaced replaced;
  replaced.tag_ids = before.tag_ids;
  if (change.store_id) replaced.store_id = before.store_id;
  if (change.owner_staff_id || change.clears_owner) replaced.owner_staff_id = before.owner_staff_id;
  if (change.source) replaced.source = before.source;
  if (change.status) replaced.status = before.status;
  for (const auto& value : change.own_values)
    replaced.own_values.push_back({value.field, value_of(before.own_values, value.field)});
  return replaced;
}

customers::Customer taken_back(customers::Customer customer, const CustomerChange& change, const Replaced& replaced) {
  for (const auto tag : change.add_tag_ids) {
    if (!has(replaced.tag_ids, tag)) take_away(customer.tag_ids, tag);
  }
  for (const auto tag : change.remove_tag_ids) {
    if (has(replaced.tag_ids, tag) && !has(customer.tag_ids, tag)) customer.tag_ids.push_back(tag);
  }
  std::sort(customer.tag_ids.begin(), customer.tag_ids.end());
  if (replaced.store_id && customer.store_id == change.store_id) customer.store_id = *replaced.store_id;
  const bool touched_owner = change.owner_staff_id || change.clears_owner;
  if (touched_owner && customer.owner_staff_id == change.owner_staff_id) {
    customer.owner_staff_id = replaced.owner_staff_id;
  }
  if (replaced.source && customer.source == change.source) customer.source = *replaced.source;
  if (replaced.status && customer.status == change.status) customer.status = *replaced.status;
  for (const auto& made : change.own_values) {
    if (value_of(customer.own_values, made.field) != made.value) continue;
    for (const auto& old : replaced.own_values) {
      if (old.field == made.field) set_value(customer.own_values, old);
    }
  }
  return customer;
}

std::span<const std::string_view> file_columns() { return kColumns; }

Outcome check_form(const FileForm& form, std::span<const own_fields::OwnField> fields) {
  if (form.language != "zh" && form.language != "en") {
    return refuse(RefusalKind::invalid, "request.not_a_choice", "must be zh or en", "form.language");
  }
  for (std::size_t i = 0; i < form.columns.size(); ++i) {
    const std::string_view key = form.columns[i].key;
    const auto known = file_columns();
    bool is_known = std::find(known.begin(), known.end(), key) != known.end();
    if (key.starts_with(kOwnPrefix)) {
      is_known = std::any_of(fields.begin(), fields.end(), [&](const auto& field) {
        return field.key == key.substr(kOwnPrefix.size()) && field.status == own_fields::DefinitionStatus::active;
      });
    }
    if (!is_known) {
      return refuse(RefusalKind::invalid, "bulk.column_unknown", "there is no column " + std::string(key),
                    "form.columns");
    }
    const auto again = std::find_if(form.columns.begin(), form.columns.begin() + static_cast<std::ptrdiff_t>(i),
                                    [&](const auto& column) { return column.key == key; });
    if (again != form.columns.begin() + static_cast<std::ptrdiff_t>(i)) {
      return refuse(RefusalKind::invalid, "bulk.column_twice", "the column " + std::string(key) + " stands twice",
                    "form.columns");
    }
  }
  return Done{};
}

std::string cell(const customers::CustomerListItem& item, std::string_view column, const FileContext& context) {
  if (column.starts_with(kOwnPrefix)) return own_cell(item.own_values, column.substr(kOwnPrefix.size()), context);
  if (column == "id") return to_string(item.id);
  if (column == "name") return item.name;
  if (column == "kind") return choice(item.kind, context.language);
  if (column == "gender") return item.gender ? choice(*item.gender, context.language) : "";
  if (column == "phone") return item.phone.value_or("");
  if (column == "email") return item.email.value_or("");
  if (column == "birthday_on") return item.birthday_on ? format_date(*item.birthday_on) : "";
  if (column == "store_name") return item.store_name.value_or("");
  if (column == "owner") return item.owner_staff_id ? context.staff_name(*item.owner_staff_id) : "";
  if (column == "status") return choice(item.status, context.language);
  if (column == "source") return item.source;
  if (column == "external_ref") return item.external_ref.value_or("");
  if (column == "note") return item.note.value_or("");
  if (column == "created_at") return local_minute(item.created_at, context.zone);
  if (column == "tags") return tag_names(item, context);
  if (column == "card_number") return item.card_number.value_or("");
  if (column == "tier_name") return item.tier_name.value_or("");
  if (column == "combined_points") return item.combined_points ? two_decimals(item.combined_points->hundredths) : "";
  if (column == "last_purchase_at") {
    return item.last_purchase_at ? local_minute(*item.last_purchase_at, context.zone) : "";
  }
  if (column == "consents") return consents_of(item, context.language);
  return {};
}

std::string rights_of(const kit::Actor& actor) {
  std::string words(word_of(actor.scope));
  for (const auto unit : actor.org_unit_ids)
    words += " " + std::to_string(unit);
  for (const auto& permission : actor.permissions.names())
    words += " " + permission;
  return words;
}

kit::Actor actor_of(const BulkTask& task) {
  kit::Actor actor;
  actor.staff_id = task.created_by;
  actor.name = task.created_by_name;
  actor.org_unit_id = task.org_unit_id;
  std::vector<std::string> permissions;
  std::istringstream words(task.rights);
  bool is_first = true;
  for (std::string word; words >> word; is_first = false) {
    if (is_first) {
      const auto& names = Choices<kit::DataScope>::names;
      const auto found = std::find(names.begin(), names.end(), word);
      CHECK(found != names.end());
      actor.scope = static_cast<kit::DataScope>(found - names.begin());
    } else if (const auto unit = parse_id(word)) {
      actor.org_unit_ids.push_back(*unit);
    } else {
      permissions.push_back(std::move(word));
    }
  }
  std::sort(actor.org_unit_ids.begin(), actor.org_unit_ids.end());
  actor.permissions = kit::PermissionSet(std::move(permissions));
  return actor;
}

}  // namespace homeport::bulk
