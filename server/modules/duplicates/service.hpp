#pragma once

// Duplicates as use-cases: look at one customer, list what was found, ask before somebody is entered, decide.

#include <span>
#include <string_view>

#include "base/result.hpp"
#include "kit/use_case.hpp"
#include "modules/customers/service.hpp"
#include "modules/duplicates/types.hpp"

namespace homeport::duplicates {

inline constexpr std::string_view kReadPermission = "duplicates.read";
inline constexpr std::string_view kDecidePermission = "duplicates.decide";
inline constexpr std::string_view kScanJobKind = "duplicates.scan";
inline constexpr std::string_view kLookJobKind = "duplicates.look";

// Compares each customer with all who share a block with him and keeps the pairs worth looking at, the best
// kMostPairsOfCustomer of his. One who is gone or disabled loses his keys and open pairs.
// They wait no longer then. Reads and compares outside the transactions that write, which are two.
void look_at(kit::Runtime& runtime, std::span<const Waiting> waiting);

// Who might be meant by somebody about to be entered: at most kMostSimilarShown within the caller's reach, the
// likeliest first. Writes nothing, and tells nobody more of a phone he may not see than that the whole number is known:
// that one is nearly the same would let him try its digits. Who is hidden until he is claimed is found by his own phone
// or card only.
[[nodiscard]] SimilarAnswer find_similar(const kit::Read& read, const SimilarRequest& wanted);

// The pair, its customers as the actor may see them; duplicates.not_found, access.out_of_scope.
[[nodiscard]] Result<PairItem> load(const kit::Read& read, PairId id);

// Two different people: they are not shown again. duplicates.not_found, duplicates.decided_already.
[[nodiscard]] Result<PairItem> dismiss(kit::Write& write, PairId id);
// Not so sure any more. duplicates.not_found, duplicates.not_dismissed.
[[nodiscard]] Result<PairItem> reopen(kit::Write& write, PairId id);

// For customers: a pair of two who were merged is decided.
[[nodiscard]] customers::MergePart merge_part();
// And open again when the merge is undone.
[[nodiscard]] customers::MergePart unmerge_part();

// Looks at every customer again, as a job that goes on where it stopped.
void start_scan(kit::Write& write);

}  // namespace homeport::duplicates
