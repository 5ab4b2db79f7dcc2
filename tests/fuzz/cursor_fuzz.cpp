// A cursor from anybody: refused, or a place in the list; and every cursor of ours is understood.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/check.hpp"
#include "base/text.hpp"
#include "kit/paging.hpp"

namespace {

constexpr std::array kSorts{homeport::kit::SortChoice{"name", "c.name_folded", true},
                            homeport::kit::SortChoice{"created_at", "c.customer_id", false}};

homeport::Result<homeport::kit::Page> page_with(std::string cursor, std::string sort) {
  homeport::http::Request request;
  request.query.emplace_back("cursor", std::move(cursor));
  request.query.emplace_back("sort", std::move(sort));
  return homeport::kit::page_of(request, kSorts, true);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  for (const auto* sort : {"name", "-created_at"}) {
    const auto page = page_with(text, sort);
    if (page.ok() && !page->is_first()) CHECK(page->after_text.has_value() || page->after_integer.has_value());
  }
  if (size == 0 || !homeport::is_valid_utf8(text) || homeport::has_control_characters(text)) return 0;
  const auto id = static_cast<std::int64_t>(size);
  const auto ours = page_with(homeport::kit::cursor_after_text(text, id), "name");
  CHECK(ours.ok());
  CHECK(ours->after_text == text && ours->after_id == id);
  return 0;
}
