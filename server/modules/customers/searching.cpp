// What a customer is found by: his own words, his tags and own values, and what higher modules add.

#include "base/search_tokens.hpp"
#include "modules/customers/module.hpp"
#include "modules/customers/records.hpp"
#include "modules/customers/rules.hpp"

namespace homeport::customers {
namespace {

constexpr std::string_view kReindexJob = "customers.reindex";
// A definition changed under many customers: so many are written anew in one transaction.
constexpr std::int64_t kReindexAtOnce = 100;

std::vector<CustomerId> next_customers(db::Transaction& tx, bool is_tag, std::int64_t subject, CustomerId after) {
  return is_tag ? store::with_tag(tx, subject, after, kReindexAtOnce)
                : store::with_own_value(tx, subject, after, kReindexAtOnce);
}

// Begins anew when it was interrupted: writing a search row twice does no harm.
kit::JobEnd reindex(kit::JobRun& run) {
  const bool is_tag = run.payload_json() == "\"tag\"";
  const auto actor = kit::system_actor("reindex");
  CustomerId after;
  while (!run.should_stop() && run.keep_lease()) {
    const auto ids = kit::in_write(run.runtime(), actor, [&](kit::Write& write) {
      auto found = next_customers(write.tx, is_tag, run.subject_id(), after);
      for (const auto id : found) {
        if (const auto customer = store::load(write.tx, id)) save_search(write, *customer);
      }
      return found;
    });
    if (ids.empty()) return kit::JobEnd::done;
    after = ids.back();
  }
  return kit::JobEnd::again;
}

}  // namespace

// Tags and values are read anew: whoever saved the record may have held it without them.
std::string search_text_of(db::Transaction& tx, const Customer& of) {
  Customer customer = of;
  load_parts(tx, customer);
  std::vector<std::string> numbers;
  for (const auto& card : store::load_cards(tx, customer.id)) {
    if (card.status != CardStatus::returned) numbers.push_back(card.card_number);
  }
  auto tokens = search_tokens_of(customer, numbers);
  tokens.add(own_fields::search_tokens(tx, customer.tag_ids, customer.own_values));
  std::string text = tokens.text();
  // A token that stands twice is kept once by either engine.
  for (const auto& part : store::load_search_parts(tx, customer.id)) {
    text += ' ';
    text += part;
  }
  return text;
}

void save_search(kit::Write& write, const Customer& customer) {
  store::update_search(write.tx, customer.id, search_text_of(write.tx, customer));
}

void set_search_part(kit::Write& write, CustomerId id, std::string_view part, const SearchTokens& tokens) {
  store::save_search_part(write.tx, id, part, tokens.text());
  const auto customer = store::load(write.tx, id);
  CHECK(customer.has_value());
  save_search(write, *customer);
}

void add_jobs(kit::Jobs& jobs) { jobs.handle(std::string(kReindexJob), reindex); }

void add_subscriptions(kit::Outbox& outbox) {
  const auto queue = [&](std::string_view topic, std::string_view payload) {
    outbox.subscribe({std::string(topic), "customers.reindex", [payload](kit::Write& write, const auto& news) {
                        (void)kit::enqueue_job(write, kReindexJob, news.event.subject_id, payload);
                      }});
  };
  queue(own_fields::kTagChanged, "\"tag\"");
  queue(own_fields::kFieldChanged, "\"field\"");
}

}  // namespace homeport::customers
