#include "modules/own_fields/service.hpp"

#include <algorithm>

#include "base/search_tokens.hpp"
#include "base/text.hpp"
#include "modules/own_fields/rules.hpp"
#include "modules/own_fields/store.hpp"

namespace homeport::own_fields {
namespace {

template <class Record>
void audit(kit::Write& write, std::string_view action, std::string_view kind, const Record& record,
           std::vector<kit::AuditChange> changes) {
  write.audit({std::string(action), std::string(kind), record.id.value, record.name, 0, 0, std::move(changes)});
}

void save_options(kit::Write& write, const OwnField& field) {
  std::int64_t place = 0;
  for (const auto& option : field.options)
    store::save_option(write.tx, field.id, option, ++place);
}

const OwnField* find_by_key(std::span<const OwnField> fields, std::string_view key) {
  const auto found = std::find_if(fields.begin(), fields.end(), [&](const auto& f) { return f.key == key; });
  return found == fields.end() || found->status == DefinitionStatus::disabled ? nullptr : &*found;
}

std::string_view value_of(std::span<const OwnValue> values, std::string_view key) {
  const auto found = std::find_if(values.begin(), values.end(), [&](const auto& v) { return v.field == key; });
  return found == values.end() ? std::string_view{} : std::string_view(found->value);
}

// Does it change what customers are found by?
bool changes_search(const OwnField& before, const OwnField& after) {
  if (before.is_searchable != after.is_searchable || before.status != after.status) return true;
  if (!after.is_searchable) return false;
  return std::any_of(before.options.begin(), before.options.end(),
                     [&](const auto& option) { return label_of(after, *option.key) != option.label; });
}

}  // namespace

std::vector<OwnField> load_fields(db::Transaction& tx) {
  auto fields = store::load_fields(tx);
  store::load_options(tx, fields);
  return fields;
}

std::vector<Tag> load_tags(db::Transaction& tx) { return store::load_tags(tx); }

Result<OwnField> load_field(db::Transaction& tx, OwnFieldId id) {
  for (auto& field : load_fields(tx)) {
    if (field.id == id) return std::move(field);
  }
  return refuse(RefusalKind::not_found, "own_fields.field_unknown", "there is no such field");
}

Result<OwnField> create_field(kit::Write& write, OwnField wanted) {
  TRY_DONE(normalise(wanted, nullptr));
  if (store::load_fields(write.tx).size() >= static_cast<std::size_t>(kMostOwnFields)) {
    return refuse(RefusalKind::unprocessable, "own_fields.too_many_fields",
                  "there are at most " + std::to_string(kMostOwnFields) + " fields");
  }
  wanted.id = write.new_id<OwnFieldId>();
  wanted.created_at = write.now;
  wanted.updated_at = write.now;
  wanted.version = 1;
  if (!store::insert(write.tx, wanted)) {
    return refuse(RefusalKind::conflict, "own_fields.key_taken", "there is a field with the key " + wanted.key, "key");
  }
  save_options(write, wanted);
  audit(write, "own_fields.create_field", "own_field", wanted, kit::changes_of_new(wanted));
  return wanted;
}

Result<OwnField> update_field(kit::Write& write, const OwnField& before, OwnField after) {
  TRY_DONE(normalise(after, &before));
  auto changes = kit::changes_between(before, after);
  if (changes.empty()) return before;
  after.updated_at = write.now;
  ++after.version;
  if (!store::update(write.tx, after)) throw db::SerializationFailure("the field was edited a moment ago");
  save_options(write, after);
  audit(write, "own_fields.update_field", "own_field", after, std::move(changes));
  if (changes_search(before, after)) write.publish({std::string(kFieldChanged), 0, after.id.value, 0, "{}"});
  return after;
}

Result<Tag> load_tag(db::Transaction& tx, TagId id) {
  auto tag = store::load_tag(tx, id);
  if (!tag) return refuse(RefusalKind::not_found, "own_fields.tag_unknown", "there is no such tag");
  return std::move(*tag);
}

Result<Tag> create_tag(kit::Write& write, Tag wanted) {
  TRY_DONE(normalise(wanted));
  if (store::count_tags(write.tx) >= kMostTags) {
    return refuse(RefusalKind::unprocessable, "own_fields.too_many_tags",
                  "there are at most " + std::to_string(kMostTags) + " tags");
  }
  wanted.id = write.new_id<TagId>();
  wanted.created_at = write.now;
  wanted.updated_at = write.now;
  wanted.version = 1;
  if (!store::insert(write.tx, wanted)) {
    return refuse(RefusalKind::conflict, "own_fields.tag_taken", "there is a tag " + wanted.name, "name");
  }
  audit(write, "own_fields.create_tag", "tag", wanted, kit::changes_of_new(wanted));
  return wanted;
}

Result<Tag> update_tag(kit::Write& write, const Tag& before, Tag after) {
  TRY_DONE(normalise(after));
  auto changes = kit::changes_between(before, after);
  if (changes.empty()) return before;
  const auto same_name = store::find_tag(write.tx, after.name_folded);
  if (same_name && *same_name != after.id) {
    return refuse(RefusalKind::conflict, "own_fields.tag_taken", "there is a tag " + after.name, "name");
  }
  after.updated_at = write.now;
  ++after.version;
  if (!store::update(write.tx, after)) throw db::SerializationFailure("the tag was edited a moment ago");
  audit(write, "own_fields.update_tag", "tag", after, std::move(changes));
  if (before.name_folded != after.name_folded) write.publish({std::string(kTagChanged), 0, after.id.value, 0, "{}"});
  return after;
}

Result<std::vector<CheckedValue>> check_values(db::Transaction& tx, std::span<const OwnValue> wanted,
                                               std::span<const OwnValue> kept) {
  std::vector<CheckedValue> checked;
  if (wanted.empty()) return checked;
  const auto fields = load_fields(tx);
  for (const auto& value : wanted) {
    const auto* field = find_by_key(fields, value.field);
    if (field == nullptr) {
      return refuse(RefusalKind::invalid, "own_fields.field_unknown", "there is no field " + value.field, "own_values");
    }
    if (trim(value.value).empty()) continue;
    TRY(auto read, read_value(*field, value.value, value_of(kept, value.field)));
    checked.push_back({field->id, {field->key, std::move(read.value)}, read.number, std::move(read.folded)});
  }
  std::sort(checked.begin(), checked.end(), [](const auto& a, const auto& b) { return a.field_id < b.field_id; });
  const auto twice = std::adjacent_find(checked.begin(), checked.end(),
                                        [](const auto& a, const auto& b) { return a.field_id == b.field_id; });
  if (twice != checked.end()) {
    return refuse(RefusalKind::invalid, "own_fields.value_twice", "the field " + twice->shown.field + " stands twice",
                  "own_values");
  }
  return checked;
}

Result<CheckedValue> read_entered(const OwnField& field, std::string_view text) {
  TRY(auto read, read_value(field, text));
  return CheckedValue{field.id, {field.key, std::move(read.value)}, read.number, std::move(read.folded)};
}

Result<CheckedValue> read_compared(const OwnField& field, std::string_view text) {
  TRY(auto read, read_value(field, text, text));
  return CheckedValue{field.id, {field.key, std::move(read.value)}, read.number, std::move(read.folded)};
}

std::string folded_text(std::string_view text) { return folded_for_index(text); }

Outcome require_values(db::Transaction& tx, std::span<const OwnValue> values) {
  for (const auto& field : store::load_fields(tx)) {
    if (!field.is_required || field.status == DefinitionStatus::disabled) continue;
    if (!value_of(values, field.key).empty()) continue;
    return refuse(RefusalKind::invalid, "request.required", field.name + " must be given", "own_values." + field.key);
  }
  return Done{};
}

Outcome check_tags(db::Transaction& tx, std::span<const TagId> wanted, std::span<const TagId> kept) {
  for (const auto id : wanted) {
    if (std::find(kept.begin(), kept.end(), id) != kept.end()) continue;
    const auto tag = store::load_tag(tx, id);
    if (!tag) {
      return refuse(RefusalKind::invalid, "own_fields.tag_unknown", "there is no tag " + to_string(id), "tag_ids");
    }
    if (tag->status == DefinitionStatus::disabled) {
      return refuse(RefusalKind::conflict, "own_fields.tag_disabled", "the tag " + tag->name + " is given no more",
                    "tag_ids");
    }
  }
  return Done{};
}

SearchTokens search_tokens(db::Transaction& tx, std::span<const TagId> tags, std::span<const OwnValue> values) {
  SearchTokens tokens;
  for (const auto id : tags) {
    if (const auto tag = store::load_tag(tx, id)) tokens.add_name(tag->name);
  }
  if (values.empty()) return tokens;
  const auto fields = load_fields(tx);
  for (const auto& value : values) {
    const auto* field = find_by_key(fields, value.field);
    if (field == nullptr || !field->is_searchable) continue;
    if (field->kind == OwnFieldKind::text || field->kind == OwnFieldKind::choice) {
      tokens.add_name(label_of(*field, value.value));
    } else if (field->kind != OwnFieldKind::yes_no) {
      tokens.add_number(value.value);
    }
  }
  return tokens;
}

}  // namespace homeport::own_fields
