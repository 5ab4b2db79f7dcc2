#include "modules/imports/people_survey.hpp"

#include <algorithm>
#include <functional>

#include "modules/imports/people_recording.hpp"

namespace homeport::imports {
namespace {

constexpr std::size_t kPeopleAtOnce = 512;

// Keys met so far, each as 8 bytes in an open table: millions of them must fit.
class SeenKeys {
 public:
  [[nodiscard]] bool has(char kind, std::string_view key) { return find(places_, hash_of(kind, key)) != 0; }

  void add(char kind, std::string_view key) {
    if ((size_ + 1) * 2 > places_.size()) grow();
    auto& place = find(places_, hash_of(kind, key));
    if (place == 0) ++size_;
    place = hash_of(kind, key);
  }

 private:
  static std::uint64_t hash_of(char kind, std::string_view key) {
    std::uint64_t hash = std::hash<std::string_view>{}(key)*31 + static_cast<unsigned char>(kind);
    hash = (hash ^ (hash >> 29U)) * 0xBF58476D1CE4E5B9ULL;
    return hash == 0 ? 1 : hash;  // 0 is an empty place
  }

  static std::uint64_t& find(std::vector<std::uint64_t>& places, std::uint64_t hash) {
    const std::size_t mask = places.size() - 1;
    std::size_t at = hash & mask;
    while (places[at] != 0 && places[at] != hash)
      at = (at + 1) & mask;
    return places[at];
  }

  void grow() {
    std::vector<std::uint64_t> larger(places_.size() * 2);
    for (const auto hash : places_) {
      if (hash != 0) find(larger, hash) = hash;
    }
    places_ = std::move(larger);
  }

  std::vector<std::uint64_t> places_ = std::vector<std::uint64_t>(1024);
  std::size_t size_ = 0;
};

class PeopleSurvey {
 public:
  PeopleSurvey(kit::Runtime& runtime, const PeopleContext& context) : runtime_(runtime), context_(context) {}

  void take(std::variant<PersonRow, RowError>&& read) {
    ++preview_.row_count;
    if (auto* error = std::get_if<RowError>(&read)) return add_error(std::move(*error));
    waiting_.push_back({std::move(read), {}, std::nullopt});
    if (waiting_.size() == kPeopleAtOnce) judge();
  }

  PeoplePreview finish() {
    judge();
    // Errors of cells are found at once, those of whole rows a little later.
    std::ranges::sort(preview_.errors, {}, &RowError::row_no);
    return std::move(preview_);
  }

 private:
  void add_error(RowError error) {
    ++preview_.error_count;
    if (static_cast<std::int64_t>(preview_.errors.size()) < kPeopleErrorsShown) {
      preview_.errors.push_back(std::move(error));
    }
  }

  void judge() {
    if (waiting_.empty()) return;
    runtime_.database.read([&](db::Transaction& tx) {
      const KeyOwners owners(tx, waiting_);
      for (auto& one : waiting_)
        judge(owners, std::get<PersonRow>(one.read));
    });
    waiting_.clear();
  }

  void judge(const KeyOwners& owners, PersonRow& row) {
    auto decided = decide(row, owners.match(row), context_.mode);
    if (auto* error = std::get_if<RowError>(&decided)) return add_error(std::move(*error));
    const auto& decision = std::get<PersonDecision>(decided);
    // A key met before in this file means the same customer twice; one left alone anyway may stand there often.
    if (decision.action != PersonAction::skip) {
      if (repeats(row)) {
        return add_error({row.row_no, "", "imports.row_repeats", "an earlier row means the same customer", ""});
      }
      remember(row);
    }
    row.action = decision.action;
    ++(row.action == PersonAction::create   ? preview_.will_create
       : row.action == PersonAction::update ? preview_.will_update
                                            : preview_.will_skip);
    if (static_cast<std::int64_t>(preview_.rows.size()) < kPreviewRows) preview_.rows.push_back(std::move(row));
  }

  bool repeats(const PersonRow& row) {
    return (row.external_ref && seen_.has('r', *row.external_ref)) || (row.phone && seen_.has('p', *row.phone)) ||
           (row.card_number && seen_.has('c', *row.card_number));
  }

  void remember(const PersonRow& row) {
    if (row.external_ref) seen_.add('r', *row.external_ref);
    if (row.phone) seen_.add('p', *row.phone);
    if (row.card_number) seen_.add('c', *row.card_number);
  }

  kit::Runtime& runtime_;
  const PeopleContext& context_;
  PeoplePreview preview_;
  std::vector<ReadPerson> waiting_;
  SeenKeys seen_;
};

}  // namespace

PeoplePreview survey_people(kit::Runtime& runtime, const ImportFile& import, const PeopleContext& context,
                            const store::Fixes& fixes) {
  PeopleSurvey survey(runtime, context);
  std::int64_t count = 0;
  read_people(runtime, import, fixes, context,
              [&](std::variant<PersonRow, RowError>&& read, std::span<const std::string_view>) {
                if (++count > kMostRows) return Going::stop;
                survey.take(std::move(read));
                return Going::on;
              });
  return survey.finish();
}

}  // namespace homeport::imports
