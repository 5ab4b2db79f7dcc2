#include "kit/endpoint.hpp"

#include <algorithm>

#include "base/log.hpp"
#include "base/text.hpp"
#include "db/sharing.hpp"
#include "kit/idempotency.hpp"
#include "kit/worker_pool.hpp"

namespace homeport::kit {
namespace {

constexpr int kLightThreads = 2;
constexpr std::size_t kLightQueueLimit = 64;
// One at a time leaves the other cores to the tills; 16 in a queue are two seconds of hashing.
constexpr std::size_t kPasswordQueueLimit = 16;
constexpr std::size_t kHeavyQueueLimit = 8;
constexpr std::int64_t kRetryAfterSeconds = 1;

Refusal overloaded() {
  auto refusal =
      refuse(RefusalKind::unavailable, "request.overloaded", "too much is waiting already; try again shortly");
  refusal.retry_after_s = kRetryAfterSeconds;
  return refusal;
}

http::Response response_of(Result<Answer>&& result, const http::Request& request) {
  if (!result.ok()) return http::problem(result.refusal(), request.request_id);
  Answer answer = std::move(result).value();
  http::Response response;
  response.status = answer.status;
  response.content_type = std::move(answer.content_type);
  response.body = std::move(answer.json);
  response.headers = std::move(answer.headers);
  if (answer.version) response.headers.emplace_back("ETag", "\"" + std::to_string(*answer.version) + "\"");
  return response;
}

http::Response failure_response(const std::exception_ptr& error, const http::Request& request) {
  try {
    std::rethrow_exception(error);
  } catch (const std::exception& what) {
    log::error("request.failed",
               {{"request_id", request.request_id}, {"path", request.path}, {"error", std::string(what.what())}});
  }
  return http::internal_error(request.request_id);
}

// One request on its way; shared by the steps that may run on different threads.
struct Passage {
  std::shared_ptr<http::Request> request;
  http::Responder respond;
  std::shared_ptr<const Actor> actor;
  Time now;
  std::shared_ptr<void> body;
  std::optional<Result<Answer>> result;

  void finish(const std::exception_ptr& error) {
    respond(error ? failure_response(error, *request) : response_of(std::move(*result), *request));
  }
  void refuse_with(Refusal refusal) { respond(http::problem(refusal, request->request_id)); }
};
using PassagePtr = std::shared_ptr<Passage>;

Outcome check_query(const http::RouteDescription& route, const http::Request& request) {
  for (const auto& [name, value] : request.query) {
    const bool is_known = std::any_of(route.query.begin(), route.query.end(),
                                      [&given = name](const auto& parameter) { return parameter.name == given; });
    if (!is_known) {
      return refuse(RefusalKind::invalid, "request.unknown_parameter", "there is no such query parameter here",
                    std::string(cut_to(name, 64)));
    }
  }
  return Done{};
}

}  // namespace

struct Endpoints::Shared {
  http::Router& router;
  Runtime& runtime;
  Authenticator& authenticator;
  WorkerPool light{kLightThreads, kLightQueueLimit};
  WorkerPool password{1, kPasswordQueueLimit};
  WorkerPool heavy{1, kHeavyQueueLimit};

  WorkerPool& workers_for(Weight weight) {
    switch (weight) {
      case Weight::light: return light;
      case Weight::password: return password;
      case Weight::heavy: return heavy;
    }
    CHECK(false);
  }

  // Continues with the caller known and entitled, or answers the refusal.
  void admit(const http::RouteDescription& route, PassagePtr passage, std::function<void(PassagePtr)> next) {
    passage->now = runtime.clock.now();
    if (auto outcome = check_query(route, *passage->request); !outcome.ok()) {
      return passage->refuse_with(std::move(outcome).refusal());
    }
    passage->actor = authenticator.recall(*passage->request, passage->now);
    if (passage->actor || (route.is_public && passage->request->header("cookie").empty() &&
                           passage->request->header("authorization").empty())) {
      return proceed(route, std::move(passage), next);
    }
    authenticate(route, std::move(passage), std::move(next));
  }

  void authenticate(const http::RouteDescription& route, PassagePtr passage, std::function<void(PassagePtr)> next) {
    auto refusal = std::make_shared<std::optional<Refusal>>();
    auto look_up = [this, passage, refusal](db::Transaction& tx) {
      auto found = authenticator.authenticate(tx, *passage->request, passage->now);
      if (found.ok()) {
        passage->actor = std::move(found).value();
      } else {
        *refusal = std::move(found).refusal();
      }
    };
    auto carry_on = [&route, passage, refusal, next = std::move(next)](const std::exception_ptr& error) {
      if (error) {
        passage->respond(failure_response(error, *passage->request));
      } else if (*refusal && !route.is_public) {
        passage->refuse_with(std::move(**refusal));
      } else {
        proceed(route, passage, next);
      }
    };
    if (runtime.database.reads_are_local()) {
      std::exception_ptr error;
      try {
        runtime.database.read_here(look_up);
      } catch (...) {
        error = std::current_exception();
      }
      carry_on(error);
    } else if (!runtime.database.submit_read({look_up, carry_on})) {
      passage->refuse_with(overloaded());
    }
  }

  // Before a large body is taken: the answer for a caller who is not signed in or not entitled.
  std::optional<http::Response> refuse_upload(const http::Request& request, const std::string& permission) {
    const Time now = runtime.clock.now();
    auto actor = authenticator.recall(request, now);
    if (!actor) {
      auto found =
          runtime.database.read([&](db::Transaction& tx) { return authenticator.authenticate(tx, request, now); });
      if (!found.ok()) return http::problem(found.refusal(), request.request_id);
      actor = std::move(found).value();
    }
    if (auto outcome = check_permission(*actor, permission); !outcome.ok()) {
      return http::problem(outcome.refusal(), request.request_id);
    }
    return std::nullopt;
  }

  static void proceed(const http::RouteDescription& route, PassagePtr passage,
                      const std::function<void(PassagePtr)>& next) {
    if (!route.is_public) {
      if (auto outcome = check_permission(*passage->actor, route.permission); !outcome.ok()) {
        return passage->refuse_with(std::move(outcome).refusal());
      }
    }
    next(std::move(passage));
  }

  void run_read(const PassagePtr& passage, const ReadHandler& handler) {
    auto run = [passage, &handler](db::Transaction& tx) {
      Read read{tx, *passage->actor, passage->now};
      passage->result.emplace(handler(read, Call(*passage->request)));
    };
    if (!runtime.database.reads_are_local()) {
      if (!runtime.database.submit_read(
              {run, [passage](const std::exception_ptr& error) { passage->finish(error); }})) {
        passage->refuse_with(overloaded());
      }
      return;
    }
    std::exception_ptr error;
    try {
      runtime.database.read_here(run);
    } catch (...) {
      error = std::current_exception();
    }
    passage->finish(error);
  }
};

namespace {

// Everything a write route needs while it serves; made once when the route is added.
struct WriteRoute {
  bool is_idempotent = true;
  bool is_audited = true;
  const RecordTable* body_table = nullptr;
  std::function<Result<std::shared_ptr<void>>(std::string_view, View)> read_body;
  std::function<Result<Answer>(Write&, const Call&, const void*)> handler;
  SharedBy<void> shared;
};

Result<Answer> run_write(Runtime& runtime, const WriteRoute& route, Passage& passage, db::Transaction& tx,
                         const IdempotencyPlace& place, std::string_view hash, std::int64_t derived_id) {
  Write write(runtime, tx, *passage.actor, passage.now, passage.request.get());
  write.set_derived_customer_id(derived_id);
  if (route.is_idempotent) {
    TRY(auto replay, take_key(tx, place, hash));
    if (replay) return std::move(*replay);
  }
  TRY(auto answer, route.handler(write, Call(*passage.request), passage.body.get()));
  CHECK(!route.is_audited || write.audit_count() > 0);
  if (route.is_idempotent) store_answer(tx, place, hash, passage.now, answer);
  return answer;
}

void serve_write(Runtime& runtime, const WriteRoute& route, const PassagePtr& passage) {
  IdempotencyPlace place;
  std::string hash;
  std::int64_t derived_id = 0;
  if (route.is_idempotent) {
    auto key = idempotency_key_of(*passage->request);
    if (!key.ok()) return passage->refuse_with(std::move(key).refusal());
    place.key = std::move(key).value();
    hash = input_hash(*passage->request, *passage->actor);
    derived_id = derived_customer_id(*passage->actor, place.key);
    place.place_id = derived_id;
  }
  if (route.read_body) {
    auto body = route.read_body(passage->request->body, passage->actor->view());
    if (!body.ok()) return passage->refuse_with(std::move(body).refusal());
    passage->body = std::move(body).value();
  }
  place.customer_id = customer_of(*passage->request, route.body_table, passage->body.get());
  if (place.customer_id == 0) place.customer_id = derived_id;
  // A repeated write must find its key, so that only writes with one share.
  const bool may_share = route.is_idempotent && route.shared.may && route.shared.may(passage->body.get());
  db::Sharing sharing;
  if (may_share) {
    sharing.customer_id = place.customer_id;
    // Behind the customer's lock the key is seen as whoever held it before has left it.
    sharing.foretell = [&route, passage, place](db::Transaction& tx) {
      route.shared.foretell(tx, passage->body.get());
      foretell_key(tx, place);
    };
  }
  db::WriteJob job;
  job.run = [&runtime, &route, passage, place = std::move(place), hash = std::move(hash),
             derived_id](db::Transaction& tx) {
    passage->result.reset();
    passage->result.emplace(run_write(runtime, route, *passage, tx, place, hash, derived_id));
    return passage->result->ok();
  };
  job.done = [passage](const std::exception_ptr& error) { passage->finish(error); };
  const bool is_queued = may_share ? db::submit_shared(runtime.database, std::move(job), std::move(sharing))
                                   : runtime.database.submit(std::move(job));
  if (!is_queued) passage->refuse_with(overloaded());
}

}  // namespace

Endpoints::Endpoints(http::Router& router, Runtime& runtime, Authenticator& authenticator, std::string module)
    : shared_(new Shared{router, runtime, authenticator}), module_(std::move(module)) {}

Endpoints::Endpoints(std::shared_ptr<Shared> shared, std::string module)
    : shared_(std::move(shared)), module_(std::move(module)) {}

Endpoints::~Endpoints() = default;

Runtime& Endpoints::runtime() const { return shared_->runtime; }

Endpoints Endpoints::for_module(std::string module) const { return Endpoints(shared_, std::move(module)); }

http::RouteDescription Endpoints::describe(http::Method method, std::string path, const RouteSpec& spec,
                                           const RecordTable* body) const {
  http::RouteDescription route;
  route.method = method;
  route.path = std::move(path);
  route.module = module_;
  route.operation_id = spec.operation_id;
  route.summary = spec.summary;
  route.permission = spec.permission;
  route.is_public = spec.is_public;
  route.needs_idempotency_key = method != http::Method::get && spec.is_idempotent;
  route.needs_if_match = spec.needs_if_match;
  route.body_kind = body != nullptr ? http::BodyKind::json : http::BodyKind::none;
  route.body_limit_bytes = spec.body_limit_bytes;
  route.body = body;
  route.answer = spec.answer;
  route.answer_is_list = spec.answer_is_list;
  route.success_status = spec.success_status;
  route.query = spec.query;
  route.refusals = spec.refusals;
  if (spec.answer_is_list) {
    route.query.push_back({"limit", "how many, 1 to 200", FieldKind::integer});
    route.query.push_back({"cursor", "next_cursor of the page before", FieldKind::text});
    route.query.push_back({"sort", "what to sort by; '-' before it turns the order around", FieldKind::text});
  }
  return route;
}

void Endpoints::read(std::string path, RouteSpec spec, ReadHandler handler) {
  spec.is_idempotent = false;
  auto description =
      std::make_shared<http::RouteDescription>(describe(http::Method::get, std::move(path), spec, nullptr));
  auto kept = std::make_shared<ReadHandler>(std::move(handler));
  shared_->router.add(*description, [shared = shared_, description, kept](std::shared_ptr<http::Request> request,
                                                                          http::Responder respond) {
    auto passage = std::make_shared<Passage>();
    passage->request = std::move(request);
    passage->respond = std::move(respond);
    shared->admit(*description, std::move(passage), [&shared = *shared, &handler = *kept](const PassagePtr& admitted) {
      shared.run_read(admitted, handler);
    });
  });
}

void Endpoints::add_write(http::Method method, std::string path, RouteSpec spec, const RecordTable* body,
                          BodyReader read_body, BodyWriteHandler handler, SharedBy<void> shared) {
  CHECK(!spec.is_public);  // public writes take long (passwords) and go through blocking()
  auto description = std::make_shared<http::RouteDescription>(describe(method, std::move(path), spec, body));
  auto route = std::make_shared<WriteRoute>();
  route->is_idempotent = spec.is_idempotent;
  route->is_audited = spec.is_audited;
  route->body_table = body;
  route->read_body = std::move(read_body);
  route->handler = std::move(handler);
  route->shared = std::move(shared);
  shared_->router.add(*description, [shared = shared_, description, route](std::shared_ptr<http::Request> request,
                                                                           http::Responder respond) {
    auto passage = std::make_shared<Passage>();
    passage->request = std::move(request);
    passage->respond = std::move(respond);
    shared->admit(*description, std::move(passage),
                  [&runtime = shared->runtime, &route = *route](const PassagePtr& admitted) {
                    serve_write(runtime, route, admitted);
                  });
  });
}

void Endpoints::action(http::Method method, std::string path, RouteSpec spec, WriteHandler handler) {
  add_write(
      method, std::move(path), std::move(spec), nullptr, nullptr,
      [handler = std::move(handler)](Write& write, const Call& call, const void*) { return handler(write, call); });
}

void Endpoints::blocking(http::Method method, std::string path, RouteSpec spec, const RecordTable* body,
                         http::BodyKind body_kind, BlockingHandler handler) {
  spec.is_idempotent = false;
  auto description = std::make_shared<http::RouteDescription>(describe(method, std::move(path), spec, body));
  description->body_kind = body_kind;
  if (body_kind == http::BodyKind::upload) {
    description->admit_upload = [shared = shared_.get(), permission = spec.permission](const http::Request& request) {
      return shared->refuse_upload(request, permission);
    };
  }
  auto kept = std::make_shared<BlockingHandler>(std::move(handler));
  auto* workers = &shared_->workers_for(spec.weight);
  shared_->router.add(*description, [shared = shared_, description, kept, workers](
                                        std::shared_ptr<http::Request> request, http::Responder respond) {
    auto passage = std::make_shared<Passage>();
    passage->request = std::move(request);
    passage->respond = std::move(respond);
    shared->admit(*description, std::move(passage),
                  [&shared = *shared, &handler = *kept, workers](const PassagePtr& admitted) {
                    const bool is_queued = workers->submit([&shared, &handler, admitted] {
                      std::exception_ptr error;
                      try {
                        Blocking blocking{shared.runtime, admitted->actor, *admitted->request, admitted->now};
                        admitted->result.emplace(handler(blocking));
                      } catch (...) {
                        error = std::current_exception();
                      }
                      admitted->finish(error);
                    });
                    if (!is_queued) admitted->refuse_with(overloaded());
                  });
  });
}

void Endpoints::stream(std::string path, RouteSpec spec,
                       std::function<http::Response(std::shared_ptr<const Actor>, const http::Request&)> handler) {
  spec.is_idempotent = false;
  auto description =
      std::make_shared<http::RouteDescription>(describe(http::Method::get, std::move(path), spec, nullptr));
  auto kept = std::make_shared<decltype(handler)>(std::move(handler));
  shared_->router.add(*description, [shared = shared_, description, kept](std::shared_ptr<http::Request> request,
                                                                          http::Responder respond) {
    auto passage = std::make_shared<Passage>();
    passage->request = std::move(request);
    passage->respond = std::move(respond);
    shared->admit(*description, std::move(passage), [kept](const PassagePtr& admitted) {
      admitted->respond((*kept)(admitted->actor, *admitted->request));
    });
  });
}

}  // namespace homeport::kit
