#include "http/operations.hpp"

#include <mutex>
#include <utility>

#include "base/check.hpp"
#include "http/openapi.hpp"

namespace homeport::http {
namespace {

RouteDescription operation(std::string path, std::string id, std::string summary) {
  RouteDescription description;
  description.path = std::move(path);
  description.module = "system";
  description.operation_id = std::move(id);
  description.summary = std::move(summary);
  description.is_public = true;
  return description;
}

bool is_local(const Request& request) {
  return request.source_address == "::1" || request.source_address.starts_with("127.");
}

// Made when first asked for: by then all modules have added their routes.
struct Document {
  std::once_flag once;
  std::string text;
};

}  // namespace

void add_operations_routes(Router& router, Operations operations) {
  CHECK(operations.metrics != nullptr);
  const auto own = std::make_shared<const Operations>(std::move(operations));

  router.add(operation("/healthz", "get_health", "Whether the process answers at all."),
             [](const std::shared_ptr<Request>&, const Responder& respond) {
               Response response;
               response.body = R"({"status":"ok"})";
               respond(std::move(response));
             });

  router.add(
      operation("/readyz", "get_readiness", "Whether requests should be sent here."),
      [own](const std::shared_ptr<Request>& request, const Responder& respond) {
        if (own->is_ready && !own->is_ready()) {
          respond(problem_with_status(503, "server.not_ready", "Not ready to take requests.", request->request_id));
          return;
        }
        Response response;
        response.body = R"({"status":"ready"})";
        respond(std::move(response));
      });

  router.add(operation("/metrics", "get_metrics", "Counts and durations in the Prometheus text format."),
             [own](const std::shared_ptr<Request>& request, const Responder& respond) {
               const bool allowed = own->may_see_metrics ? own->may_see_metrics(*request) : is_local(*request);
               if (!allowed) {
                 respond(problem(refuse(RefusalKind::forbidden, "server.metrics_are_local",
                                        "The figures of the server are shown to callers on the same machine only."),
                                 request->request_id));
                 return;
               }
               Response response;
               response.content_type = "text/plain; version=0.0.4; charset=utf-8";
               response.body = own->metrics->text();
               respond(std::move(response));
             });

  router.add(operation("/openapi.json", "get_openapi", "The description of this API."),
             [own, &router, document = std::make_shared<Document>()](const std::shared_ptr<Request>&,
                                                                     const Responder& respond) {
               std::call_once(document->once, [&] { document->text = openapi_json(router, own->version); });
               Response response;
               response.body = document->text;
               respond(std::move(response));
             });
}

}  // namespace homeport::http
