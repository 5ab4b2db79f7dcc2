// Into the recycle bin and out of it.

#include "modules/pool/module.hpp"
#include "modules/pool/moving.hpp"

namespace homeport::pool {
namespace {

// Says of a move that it was made by a deletion, so that restoring knows it again.
constexpr std::string_view kDeletedNote = "deleted";

Outcome let_go(kit::Write& write, CustomerId id) {
  const auto seen = store::load_row(write.tx, id);
  if (!seen || !seen->owner_staff_id) return Done{};
  Book book(write.tx);
  TRY(auto place, lock_place(write, id));
  auto& row = place.row;
  if (!row.owner_staff_id) return Done{};
  const auto owner = *row.owner_staff_id;
  release(row, row.pool_id, book.of(row.pool_id).rule.rule, write.now);
  finish_move(write, book, place, {MoveKind::take_back, {}, {}, std::string(kDeletedNote)});
  notify_taken_away(write, place, owner);
  return Done{};
}

void give_again(kit::Write& write, CustomerId id) {
  const auto last = store::moves_before(write.tx, id, kLastTime, INT64_MAX, 1);
  if (last.empty() || last.front().kind != MoveKind::take_back || last.front().note != kDeletedNote) return;
  const auto& move = last.front();
  Book book(write.tx);
  const auto* owner = move.from_staff_id ? book.person(*move.from_staff_id) : nullptr;
  if (owner == nullptr || !owner->is_active) return;
  auto place = lock_place(write, id, owner);
  if (!place.ok() || place->row.state != State::public_) return;  // a clock that is behind: he waits in the pool
  auto& row = place->row;
  take(row, owner->id, unit_of(*owner), TakenBy::assign, book.of(row.pool_id).rule.rule, write.now);
  if (move.from_state == State::common) win(row);
  finish_move(write, book, *place, {MoveKind::assign, {}, {}, "restored"});
}

}  // namespace

std::string_view more_than_lead() {
  return "(EXISTS (SELECT 1 FROM pool_customer p WHERE p.customer_id = c.customer_id AND (p.state <> 'public' OR "
         "p.counted_count > 0 OR p.first_follow_up_at IS NOT NULL)) OR "
         "EXISTS (SELECT 1 FROM pool_request q WHERE q.customer_id = c.customer_id AND q.state = 'pending'))";
}

customers::BinPart bin_part() {
  customers::BinPart part;
  part.go = [](kit::Write& write, const customers::Deleting& deleting) { return let_go(write, deleting.customer_id); };
  part.come_back = give_again;
  return part;
}

}  // namespace homeport::pool
