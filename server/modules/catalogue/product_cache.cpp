#include "modules/catalogue/product_cache.hpp"

#include <atomic>
#include <mutex>
#include <shared_mutex>
#include <unordered_map>

#include "modules/catalogue/service.hpp"

namespace homeport::catalogue {
namespace {

// Counts the commits that changed any catalogue in this process. Only a signal: no cache takes content from another.
std::atomic<std::uint64_t> commits{0};

}  // namespace

void forget_products_after_commit(db::Transaction& tx) {
  tx.after_commit([] { commits.fetch_add(1, std::memory_order_release); });
}

struct ProductCache::State {
  struct Kept {
    ProductForSale product;
    Time until;
  };
  struct KeptCode {
    ProductId id;
    Time until;
  };

  std::shared_mutex mutex;
  std::uint64_t as_of = 0;  // `commits` when the content was begun
  std::unordered_map<std::int64_t, Kept> products;
  std::unordered_map<std::string, KeptCode> codes;

  std::optional<ProductForSale> recall(ProductId id, Time now) {
    const std::shared_lock lock(mutex);
    if (as_of != commits.load(std::memory_order_acquire)) return std::nullopt;
    const auto found = products.find(id.value);
    if (found == products.end() || found->second.until <= now) return std::nullopt;
    return found->second.product;
  }

  std::optional<ProductId> recall(const std::string& code, Time now) {
    const std::shared_lock lock(mutex);
    if (as_of != commits.load(std::memory_order_acquire)) return std::nullopt;
    const auto found = codes.find(code);
    if (found == codes.end() || found->second.until <= now) return std::nullopt;
    return found->second.id;
  }

  // Runs `keep` with the lock held, unless a change was committed since `seen`, when what was read may be old.
  template <class Keep>
  void keep_if_current(std::uint64_t seen, Keep keep) {
    const std::unique_lock lock(mutex);
    if (commits.load(std::memory_order_acquire) != seen) return;
    if (as_of != seen || products.size() >= kProductCacheLimit || codes.size() >= kProductCacheLimit) {
      products.clear();
      codes.clear();
      as_of = seen;
    }
    keep();
  }
};

ProductCache::ProductCache() : state_(std::make_unique<State>()) {}

ProductCache::~ProductCache() = default;

Result<ProductForSale> ProductCache::find(const kit::Read& read, ProductId id) {
  auto product = state_->recall(id, read.now);
  if (!product) {
    const std::uint64_t seen = commits.load(std::memory_order_acquire);
    product = load_for_sale(read.tx, id);
    if (!product) return refuse(RefusalKind::not_found, "catalogue.product_unknown", "there is no such product");
    state_->keep_if_current(seen, [&] {
      state_->products[id.value] = {*product, plus_seconds(read.now, kProductCacheSeconds)};
    });
  }
  TRY_DONE(check_for_sale(*product));
  return std::move(*product);
}

Result<ProductForSale> ProductCache::find(const kit::Read& read, std::string_view code) {
  const std::string text(code.substr(0, static_cast<std::size_t>(4 * kMostBarcodeCharacters)));
  auto id = state_->recall(text, read.now);
  if (!id) {
    const std::uint64_t seen = commits.load(std::memory_order_acquire);
    id = find_by_code(read.tx, text);
    if (!id) return refuse(RefusalKind::not_found, "catalogue.product_unknown", "there is no such product");
    state_->keep_if_current(seen, [&] { state_->codes[text] = {*id, plus_seconds(read.now, kProductCacheSeconds)}; });
  }
  return find(read, *id);
}

}  // namespace homeport::catalogue
