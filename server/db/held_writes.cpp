#include "db/held_writes.hpp"

#include <algorithm>
#include <cstring>

namespace homeport::db {

HeldWrites::Group& HeldWrites::group_of(const Sql& sql) {
  const auto found =
      std::find_if(groups_.begin(), groups_.end(), [&](const Group& group) { return group.sql == &sql; });
  if (found != groups_.end()) return *found;
  auto& group = groups_.emplace_back();
  group.sql = &sql;
  return group;
}

void HeldWrites::add(const Sql& sql, std::span<const Param> params) {
  auto& group = group_of(sql);
  for (const auto& param : params) {
    auto& kept = group.params.emplace_back(param);
    if (param.bytes.empty()) continue;
    auto* bytes = static_cast<char*>(texts_.allocate(param.bytes.size(), 1));
    std::memcpy(bytes, param.bytes.data(), param.bytes.size());
    kept.bytes = {bytes, param.bytes.size()};
  }
  ++group.rows;
  ++rows_;
}

HeldWrites::Mark HeldWrites::mark() const {
  Mark mark;
  mark.reserve(groups_.size());
  for (const auto& group : groups_)
    mark.push_back(group.rows);
  return mark;
}

bool HeldWrites::has_grown_since(const Mark& mark) const {
  for (std::size_t i = 0; i < groups_.size(); ++i) {
    if (groups_[i].rows > rows_in(mark, i)) return true;
  }
  return false;
}

void HeldWrites::drop_since(const Mark& mark) {
  for (std::size_t i = 0; i < groups_.size(); ++i) {
    auto& group = groups_[i];
    const auto left = rows_in(mark, i);
    if (group.rows <= left) continue;
    const auto width = group.params.size() / group.rows;
    group.params.resize(left * width);
    rows_ -= group.rows - left;
    group.rows = left;
  }
}

void HeldWrites::take_all(const std::function<void(const Sql&, std::size_t, std::span<const Param>)>& take) {
  for (const auto& group : groups_) {
    if (group.rows > 0) take(*group.sql, group.rows, group.params);
  }
  groups_.clear();
  rows_ = 0;
  texts_.release();
}

}  // namespace homeport::db
