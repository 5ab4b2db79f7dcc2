// Gathers what all modules hold of a person.

#include "modules/privacy/personal_data.hpp"

#include "modules/identity/service.hpp"
#include "modules/privacy/personal_labels.hpp"

namespace homeport::privacy {
namespace {

Outcome check_whole(const kit::Read& read, const customers::Customer& customer, std::span<const CustomerId> kin) {
  for (const auto id : kin) {
    TRY(const auto head, customers::load_head(read.tx, id));
    TRY_DONE(customers::check_details_seen(read.actor, head.hidden_bits));
  }
  if (customers::sees_phone(read.actor, customers::keeping_of(customer))) return Done{};
  return kit::check_permission(read.actor, customers::kPhonePermission);
}

// `room`: bytes the document still takes; what the section needs is taken off.
PersonalSection read_section(const kit::Read& read, const kit::PersonalPart& part, std::span<const CustomerId> kin,
                             std::size_t& room) {
  kit::PersonalRecords records(*part.table, kit::kMostPersonalRecords, room);
  for (const auto id : kin) {
    part.append(read, id.value, records);
    if (records.is_cut()) break;
  }
  room -= records.bytes();
  const bool is_cut = records.is_cut();
  return {part.section, part.table, records.take(), is_cut};
}

}  // namespace

Result<PersonalData> collect_personal_data(const kit::Read& read, const Hooks& hooks, CustomerId id) {
  TRY(const auto customer, customers::load(read, id));
  const auto kin = customers::kin_of(read.tx, id);
  TRY_DONE(check_whole(read, customer, kin));
  const auto chain = identity::chain_settings(read.tx);
  PersonalData data;
  data.customer_id = id;
  for (const auto one : kin) {
    if (one != id) data.merged_ids.push_back(one);
  }
  data.customer_name = customer.name;
  data.store_id = customer.store_id;
  data.chain_name = chain.chain_name;
  data.currency = chain.currency;
  data.currency_digits = static_cast<int>(chain.currency_digits);
  data.time_zone = chain.time_zone;
  data.produced_at = read.now;
  std::size_t room = kit::kMostPersonalBytes;
  for (const auto& part : hooks.personal)
    data.sections.push_back(read_section(read, part, kin, room));
  return data;
}

std::string personal_json(const PersonalData& data) {
  JsonWriter json;
  json.begin_object().key("chain_name").text(data.chain_name);
  json.key("customer_id").id(data.customer_id.value);
  json.key("merged_customer_ids").begin_array();
  for (const auto id : data.merged_ids)
    json.id(id.value);
  json.end_array().key("produced_at").time(data.produced_at);
  json.key("currency").text(data.currency).key("currency_digits").integer(data.currency_digits);
  json.key("sections").begin_array();
  for (const auto& section : data.sections) {
    json.begin_object().key("name").text(section.name).key("is_cut").boolean(section.is_cut);
    json.key("records").begin_array();
    for (const auto& record : section.records)
      json.raw(record);
    json.end_array().end_object();
  }
  return json.end_array().end_object().take();
}

void note_export(kit::Write& write, const PersonalData& data, PersonalForm form) {
  PersonalExport note;
  note.form = form;
  for (const auto& section : data.sections) {
    note.records += static_cast<std::int64_t>(section.records.size());
    note.is_cut = note.is_cut || section.is_cut;
  }
  kit::AuditEntry entry{"privacy.export",       "customer",         data.customer_id.value, data.customer_name,
                        data.customer_id.value, data.store_id.value};
  entry.changes = kit::changes_of_new(note);
  write.audit(entry);
}

std::vector<std::string> wordless(std::span<const kit::PersonalPart> parts) {
  std::vector<std::string> missing;
  const auto look = [&](std::string_view key, const auto& words) {
    if (!words(key, identity::Language::zh)) missing.emplace_back(key);
  };
  for (const auto& part : parts) {
    look(part.section, section_words);
    for (const auto& row : part.table->rows) {
      look(row.name, field_words);
      for (const auto choice : row.type->choices)
        look(choice, choice_words);
    }
  }
  return missing;
}

}  // namespace homeport::privacy
