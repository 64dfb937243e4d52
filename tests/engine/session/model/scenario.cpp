#include "tests/engine/session/model/scenario.hpp"

#include <algorithm>
#include <array>

namespace pkgmap::model {
namespace {

std::string check_text(std::size_t number, const std::vector<std::size_t>& prerequisites,
                       Random& random) {
  static constexpr std::array<const char*, 6> kTests = {"",
                                                        " if failed checksum then alert\n",
                                                        " if failed checksum then alert\n",
                                                        " if failed checksum then unmonitor\n",
                                                        " if changed checksum then alert\n",
                                                        " if changed size then alert\n"};
  std::string text = "check file c" + std::to_string(number) + " path " +
                     kFiles[random.below(kFiles.size())] + "\n if not exist then alert\n";
  text += kTests[random.below(kTests.size())];
  for (const std::size_t parent : prerequisites)
    text += " depends on c" + std::to_string(parent) + "\n";
  if (random.one_in(2)) text += " onreboot laststate\n";
  return text;
}

std::vector<std::string> check_texts(Random& random) {
  const std::size_t count = 2 + random.below(4);
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < count; ++i) {
    std::vector<std::size_t> prerequisites;
    if (i > 0 && random.one_in(2)) prerequisites.push_back(random.below(i));
    if (i > 1 && random.one_in(6)) {
      const std::size_t second = random.below(i);
      if (prerequisites.empty() || prerequisites.front() != second) prerequisites.push_back(second);
    }
    texts.push_back(check_text(i, prerequisites, random));
  }
  return texts;
}

std::string joined(const std::vector<std::string>& texts) {
  std::string all =
      "set daemon 1\nset httpd unixsocket /run/monit.sock allow localhost\n"
      "set log /var/log/monit.log\n";
  for (const std::string& text : texts) all += text;
  return all;
}

// The last check goes, a new one comes, or one check changes the file that it looks at.
std::vector<std::string> changed(std::vector<std::string> texts, Random& random) {
  if (random.one_in(3)) {
    texts.pop_back();
  } else if (random.one_in(2)) {
    texts.push_back(check_text(texts.size(), {random.below(texts.size())}, random));
  } else {
    texts.back() = check_text(texts.size() - 1, {}, random);
  }
  return texts;
}

ManagerPlan manager_plan(Random& random) {
  ManagerPlan plan;
  plan.packages.push_back(random.one_in(3) ? "b" : "a");
  if (random.one_in(4)) plan.packages = {"a", "b"};
  plan.removes = random.one_in(6);
  plan.same_files = random.one_in(4);
  plan.two_hooks = random.one_in(6);
  if (random.one_in(5)) plan.new_control_file = 1;
  return plan;
}

Disturbance disturbance(Random& random) {
  Disturbance one;
  one.deed = static_cast<Deed>(random.below(static_cast<std::size_t>(Deed::restore)));
  one.point = random.below(random.one_in(2) ? 60 : 250);
  one.choice = random.next();
  return one;
}

// Draws from random numbers of its own, so that everything else is the same as without drift.
void carry_drift(Scenario& scenario) {
  constexpr std::array<Deed, 4> kDeeds = {Deed::tamper, Deed::tamper, Deed::restore,
                                          Deed::terminate_guard};
  Random random(~scenario.seed);
  scenario.drift = DriftPolicy::carry;
  for (std::string& text : scenario.control_files) text += "include /etc/monit.d/*.conf\n";
  for (std::size_t left = 1 + random.below(3); left > 0; --left) {
    const bool of_no_package = random.one_in(2);
    scenario.disturbances.push_back({kDeeds[random.below(kDeeds.size())], random.below(80),
                                     of_no_package ? kFiles.size() - 1 : random.next()});
  }
}

// Without the record only the guard knows what is suspended: it must live on.
bool spares_guards(const Disturbance& one) {
  constexpr std::array<Deed, 8> kMild = {Deed::reload,  Deed::slow_monit,     Deed::tamper,
                                         Deed::restore, Deed::resume_by_hand, Deed::recover,
                                         Deed::restart, Deed::vanish};
  return std::find(kMild.begin(), kMild.end(), one.deed) != kMild.end();
}

// Draws from random numbers of its own, too.
void freeze_and_remove(Scenario& scenario) {
  Random random(scenario.seed ^ 0xf00dULL);
  const bool mild =
      std::all_of(scenario.disturbances.begin(), scenario.disturbances.end(), spares_guards);
  if (mild && random.one_in(2)) {
    scenario.disturbances.push_back({Deed::vanish, random.below(250), random.next()});
    return;
  }
  if (!random.one_in(3)) return;
  for (std::size_t left = 1 + random.below(2); left > 0; --left) {
    scenario.disturbances.push_back({Deed::freeze, random.below(250), random.next()});
  }
}

// The transactions begin while monit does not answer yet, or later. Draws from random numbers of
// its own, too.
void delay_start(Scenario& scenario) {
  Random random(scenario.seed ^ 0xde1a7ULL);
  const auto seconds = 1 + random.below(20);
  scenario.start_delay = static_cast<Usec>(seconds) * kSecond;
  for (std::string& text : scenario.control_files) {
    text.insert(text.find('\n'), " with start delay " + std::to_string(seconds));
  }
  for (ManagerPlan& plan : scenario.managers) {
    plan.begins += random.between(0, scenario.start_delay);
  }
}

void add_packages(Scenario& scenario) {
  for (const char* name : {"a", "b"}) {
    ModelPackage package;
    package.name = name;
    for (const char* file : {"/one", "/two"}) {
      const std::string path = "/" + package.name + file;
      package.files[path] = path.substr(1) + "-1";
    }
    scenario.packages.push_back(std::move(package));
  }
}

}  // namespace

const char* name_of(Deed deed) {
  static constexpr std::array<const char*, static_cast<std::size_t>(Deed::count)> kNames = {
      "kill_self",      "kill_manager", "kill_job",   "kill_guard",      "fail_step",
      "fill_disk",      "free_disk",    "monitor",    "unmonitor",       "reload",
      "restart",        "kill_monit",   "slow_monit", "reboot",          "tamper",
      "resume_by_hand", "recover",      "restore",    "terminate_guard", "freeze",
      "vanish",         "hide"};
  return kNames[static_cast<std::size_t>(deed)];
}

Scenario scenario_of(std::uint64_t seed) {
  return scenario_of(seed, Random(~seed).one_in(2) ? DriftPolicy::carry : DriftPolicy::refuse,
                     Random(seed ^ 0xb007ULL).one_in(6));
}

Scenario scenario_of(std::uint64_t seed, DriftPolicy drift, bool delayed) {
  Random random(seed);
  Scenario scenario;
  scenario.seed = seed;
  const auto texts = check_texts(random);
  scenario.control_files = {joined(texts)};
  add_packages(scenario);
  const std::size_t managers = random.one_in(3) ? 2 : 1;
  for (std::size_t i = 0; i < managers; ++i) scenario.managers.push_back(manager_plan(random));
  if (managers == 2) scenario.managers[1].begins = random.between(0, 4000) * kMillisecond;
  scenario.control_files.push_back(joined(changed(texts, random)));
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (random.one_in(6)) scenario.off.push_back("c" + std::to_string(i));
  }
  const std::size_t count = random.below(4);
  for (std::size_t i = 0; i < count; ++i) scenario.disturbances.push_back(disturbance(random));
  scenario.poll = (random.one_in(3) ? 5 : 1) * kSecond;
  scenario.lease = (random.one_in(8) ? 5 : 7200) * kSecond;
  if (drift == DriftPolicy::carry) carry_drift(scenario);
  freeze_and_remove(scenario);
  if (delayed) delay_start(scenario);
  return scenario;
}

Scenario crowded_scenario_of(std::uint64_t seed) {
  Scenario scenario =
      scenario_of(seed, Random(~seed).one_in(2) ? DriftPolicy::carry : DriftPolicy::refuse, true);
  Random random(seed ^ 0xc0deULL);
  if (random.one_in(2)) scenario.managers.push_back(manager_plan(random));
  for (ManagerPlan& plan : scenario.managers) {
    plan.two_hooks = plan.two_hooks || random.one_in(2);
    if (random.one_in(2)) plan.begins = scenario.start_delay + random.between(-kSecond, kSecond);
  }
  const auto may_lose_records = [](const Disturbance& one) {
    return spares_guards(one) && one.deed != Deed::vanish;
  };
  const auto& disturbances = scenario.disturbances;
  if (std::all_of(disturbances.begin(), disturbances.end(), may_lose_records)) {
    const Deed deed = random.one_in(3) ? Deed::hide : Deed::vanish;
    scenario.disturbances.push_back({deed, random.below(150), random.next()});
  }
  return scenario;
}

}  // namespace pkgmap::model
