#include "cli/plugins/dnf5/json_mode.hpp"

#include <optional>
#include <string>
#include <utility>

#include "cli/plugins/dnf5/members.hpp"
#include "cli/plugins/dnf5/running_dnf.hpp"

namespace pkgmap::dnf5 {
namespace {

Json request(const char* operation, const char* domain, Json arguments) {
  return Json::object()
      .set("op", operation)
      .set("domain", domain)
      .set("args", std::move(arguments));
}

// Returns the `value` of the first of a list of pairs; empty if there is none.
std::string first_value(const Json& pairs) {
  return pairs.items().empty() ? std::string() : pairs.items().front()["value"].string_or("");
}

std::optional<std::string> setting(Dialogue& dnf, const char* name) {
  const auto reply = dnf.ask(request("get", "conf", Json::object().set("key", name)));
  if (!reply) return std::nullopt;
  return first_value((*reply)["keys_val"]);
}

std::optional<RunningDnf> running_dnf(Dialogue& dnf) {
  const auto pid = dnf.ask(request("get", "actions_attrs", Json::object().set("key", "pid")));
  const auto root = pid ? setting(dnf, "installroot") : std::nullopt;
  const auto cache = root ? setting(dnf, "cachedir") : std::nullopt;
  const auto flags = cache ? setting(dnf, "tsflags") : std::nullopt;
  if (!flags) return std::nullopt;
  return RunningDnf{first_value((*pid)["actions_attrs"]), *root, *cache, *flags};
}

bool keep_in_dnf(Dialogue& dnf, const hook::Handover& handed) {
  Json variable = Json::object().set("name", kVariable);
  if (!handed.session.empty()) variable.set("value", handed.text());
  dnf.ask(request("set", "actions_vars", std::move(variable)));
  return !dnf.gone();
}

}  // namespace

void before_in_json(Dialogue& dnf, const Hook& hook) {
  const auto found = running_dnf(dnf);
  const bool concerned = found && changes_this_system(*found);
  std::optional<Json> members;
  if (concerned) {
    members = dnf.ask(request("get", "trans_packages",
                              Json::object().set("output", Json::array_of(attributes()))));
  }
  if (dnf.gone()) return;
  if (!found || (concerned && !members)) Hook::complain(dnf.problem());
  Json transaction;
  if (members) {
    PackageCache cache(found->cache);
    transaction = transaction_of((*members)["trans_packages"], pid_of(*found), cache);
  }
  const bool stop = hook.before(
      transaction, [&](const hook::Handover& handed) { return keep_in_dnf(dnf, handed); });
  if (!stop) return;
  // dnf 5 stops without a reply; before 5.2.11 it answers that it does not know the request.
  dnf.ask(Json::object().set("op", "stop").set("args", Json::object().set("message", kStopped)));
  if (!dnf.gone()) Hook::complain_that_it_goes_on();
}

void after_in_json(Dialogue& dnf, const Hook& hook) {
  const auto reply = dnf.ask(request("get", "actions_vars", Json::object().set("name", kVariable)));
  if (!reply) return;
  const auto handed = hook::Handover::read(first_value((*reply)["actions_vars"]));
  if (!handed) return;
  // A later action must not use this session again.
  keep_in_dnf(dnf, {});
  hook.after(*handed);
}

}  // namespace pkgmap::dnf5
