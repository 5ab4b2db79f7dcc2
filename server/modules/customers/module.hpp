#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kit/module.hpp"
#include "modules/customers/service.hpp"

namespace homeport::customers {

// What main needs of customers. `extensions`: what higher modules show in the list, the member head and the timeline.
[[nodiscard]] kit::Module module(Extensions extensions = {});

// --- Leads nobody ever had to do with (leads.cpp): for their retention, by main --------------------------------------

// Customers who are nobody's, without a card, merged with nobody, and nothing more to the modules above.
struct BareLeads {
  Time untouched_since;  // their records were last changed before
  // Conditions in SQL on c.customer_id, constants, that hold for whoever is more than a lead.
  std::span<const std::string_view> unless;
};
struct LeadSlice {
  std::vector<CustomerId> leads;  // in the order of their ids
  CustomerId last;                // who was looked at last
  bool is_end = false;            // there was nobody more to look at
};
// Of the next `size` customers after `after`, in the order of their ids. Checks no reach.
[[nodiscard]] LeadSlice bare_leads_after(db::Transaction& tx, const BareLeads& asked, CustomerId after,
                                         std::int64_t size);
// Into the recycle bin, as by hand; customers.more_than_a_lead when he is, and the refusals of that.
[[nodiscard]] Outcome put_lead_in_bin(kit::Write& write, const BareLeads& asked, CustomerId id, std::string reason,
                                      const Extensions& extensions);

// The pieces it is made of.
void add_routes(kit::Endpoints& endpoints, const std::shared_ptr<const Extensions>& extensions);
void add_card_routes(kit::Endpoints& endpoints);
void add_merge_routes(kit::Endpoints& endpoints, const std::shared_ptr<const Extensions>& extensions);
void add_bin_routes(kit::Endpoints& endpoints, const std::shared_ptr<const Extensions>& extensions);

void add_jobs(kit::Jobs& jobs);
void add_subscriptions(kit::Outbox& outbox);
[[nodiscard]] std::vector<kit::Invariant> invariants();

}  // namespace homeport::customers
