#pragma once

// The one shape of a read and of a write. Services are functions of Read& or Write&; they cannot reach a database,
// a clock or a caller in any other way, so every write has an actor, an audit entry and its news in one transaction.

#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "base/ids.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "db/database.hpp"
#include "kit/access.hpp"
#include "kit/audit.hpp"
#include "kit/runtime.hpp"

namespace homeport::kit {

struct Read {
  db::Transaction& tx;
  const Actor& actor;
  Time now;

  [[nodiscard]] View view() const { return actor.view(); }
};

// News of one write for other modules and for live screens. It is stored with the write and handed to the subscribers
// of its topic soon afterwards, exactly once in effect, in no promised order.
struct Event {
  std::string topic;             // "sales.sale_completed": module.what_happened
  std::int64_t customer_id = 0;  // whom it concerns, 0 = nobody
  std::int64_t subject_id = 0;
  std::int64_t org_unit_id = 0;  // the store it concerns, 0 = none
  std::string payload_json = "{}";
};

class Write {
 public:
  Write(Runtime& runtime, db::Transaction& transaction, const Actor& who, Time at,
        const http::Request* request = nullptr)
      : tx(transaction), actor(who), now(at), runtime_(runtime), request_(request) {}
  Write(const Write&) = delete;
  Write& operator=(const Write&) = delete;

  db::Transaction& tx;
  const Actor& actor;
  const Time now;

  [[nodiscard]] View view() const { return actor.view(); }
  [[nodiscard]] Read as_read() const { return Read{tx, actor, now}; }

  template <class IdType>
  [[nodiscard]] IdType new_id() {
    return runtime_.ids.next_as<IdType>();
  }
  // Adds to the audit trail within this transaction.
  void audit(const AuditEntry& entry);
  // Puts news into the outbox within this transaction.
  void publish(const Event& event);
  // Tells live screens after the commit (and not at all after a refusal). Lossy by nature.
  void tell_live(http::LiveEvent event);
  // Wakes the job runner after the commit.
  void wake_jobs_after_commit();
  [[nodiscard]] int audit_count() const { return audit_count_; }
  [[nodiscard]] Runtime& runtime() { return runtime_; }
  // A negative customer id for a buyer without a record. Over HTTP it is made from caller and Idempotency-Key, so that
  // a repeated request finds what the first one wrote; elsewhere it is new each time it is asked for.
  [[nodiscard]] std::int64_t anonymous_customer_id() {
    return derived_customer_id_ != 0 ? derived_customer_id_ : -runtime_.ids.next();
  }
  void set_derived_customer_id(std::int64_t id) { derived_customer_id_ = id; }

 private:
  Runtime& runtime_;
  const http::Request* request_;
  int audit_count_ = 0;
  std::int64_t derived_customer_id_ = 0;
};

// Runs a use-case outside HTTP (terminal, jobs, demo data, tests): Result<T>(Write&). Blocks until durable.
template <class UseCase>
auto in_write(Runtime& runtime, const Actor& actor, UseCase use_case) {
  return runtime.database.write([&](db::Transaction& tx) {
    Write write(runtime, tx, actor, runtime.clock.now());
    return use_case(write);
  });
}

template <class UseCase>
auto in_read(Runtime& runtime, const Actor& actor, UseCase use_case) {
  return runtime.database.read([&](db::Transaction& tx) {
    const Read read{tx, actor, runtime.clock.now()};
    return use_case(read);
  });
}

}  // namespace homeport::kit
