#include "tests/engine/session/model/interleaving.hpp"

#include "tests/engine/session/model/machine.hpp"
#include "tests/engine/session/model/people.hpp"

namespace pkgmap::model {
namespace {

// Longer than every lease that ends in it, and than a guard goes on trying.
constexpr Usec kLongest = 4 * 3600 * kSecond;

void prepare(Machine& machine, const Scenario& scenario) {
  machine.packages = scenario.packages;
  machine.put(Machine::kControlFile, scenario.control_files.front());
  for (const ModelPackage& package : scenario.packages) {
    for (const auto& [path, content] : package.files) machine.put(path, content);
  }
  machine.put("/own", "own-1");
  machine.monit.set_poll(scenario.poll);
  machine.monit.set_version(scenario.monit);
  machine.start_monit();
  machine.scheduler.spawn("before", [&] {
    machine.scheduler.sleep(scenario.start_delay + 3 * scenario.poll);
    for (const std::string& name : scenario.off) {
      machine.monit.ask(MonitClient::Verb::unmonitor, name, Who::administrator,
                        machine.scheduler.now());
    }
    machine.scheduler.sleep(3 * scenario.poll);
  });
  machine.scheduler.run(kLongest);
  machine.witness.begin(machine.monit);
  if (scenario.start_delay == 0) return;
  machine.monit.stop();
  machine.start_monit(true);
}

void begin_faults(Machine& machine, Faults::Fault fault) {
  machine.faults.begin(fault, [&machine, fault](const std::string& call) {
    machine.witness.forget_what_was_heard();
    if (fault.effect == Faults::Effect::death) {
      machine.scheduler.note("* dies before " + call);
      machine.scheduler.kill(machine.scheduler.self());
    }
    machine.scheduler.note("* " + call + " fails");
  });
}

// Every process that still runs comes to its end; then a `recover` resumes what the dead ones left
// suspended.
void finish(Machine& machine, People& people, const Scenario& scenario) {
  machine.scheduler.run(machine.scheduler.now() + kLongest);
  machine.faults.end();
  people.rest();
  machine.calm_down();
  machine.scheduler.run(machine.scheduler.now() + kLongest);
  // Each is a process of its own: one that cannot ask monit signs the session, and ends.
  for (const Usec wait :
       {2 * scenario.poll, 3 * scenario.poll + 20 * kSecond, 3 * scenario.poll + 20 * kSecond}) {
    machine.scheduler.spawn("at the end", [&machine, &people, wait] {
      machine.scheduler.sleep(wait);
      people.recover();
    });
    machine.scheduler.run(machine.scheduler.now() + kLongest);
  }
}

bool fails(const Scenario& scenario) {
  return !run(scenario).violations.empty();
}

template <class T>
bool drop_one(Scenario& scenario, std::vector<T> Scenario::*list) {
  for (std::size_t i = 0; i < (scenario.*list).size(); ++i) {
    Scenario less = scenario;
    (less.*list).erase((less.*list).begin() + static_cast<std::ptrdiff_t>(i));
    if (!fails(less)) continue;
    scenario = std::move(less);
    return true;
  }
  return false;
}

}  // namespace

InterleavingVerdict run(const Scenario& scenario, bool want_trace, Faults::Fault fault) {
  Trace trace;
  trace.wanted = want_trace;
  Machine machine(scenario.seed, trace);
  prepare(machine, scenario);
  People people(machine, scenario);
  machine.set_disturber([&](std::string_view step) { return people.disturb(step); });
  begin_faults(machine, fault);
  people.begin();
  finish(machine, people, scenario);
  machine.witness.end(machine.monit, machine.journal());
  const Witness& witness = machine.witness;
  return {witness.violations(),        std::move(trace.text),  witness.alarms_kept(),
          witness.substitutes_ended(), machine.faults.calls(), machine.faults.hit()};
}

Scenario shortened(Scenario scenario) {
  while (drop_one(scenario, &Scenario::disturbances) || drop_one(scenario, &Scenario::managers) ||
         drop_one(scenario, &Scenario::off)) {
  }
  return scenario;
}

std::string report(const Scenario& scenario, Faults::Fault fault) {
  std::string text = "seed " + std::to_string(scenario.seed) + " ";
  text += scenario.drift == DriftPolicy::carry ? "carry" : "refuse";
  text += scenario.start_delay != 0 ? " delayed\n" : "\n";
  for (const std::string& file : scenario.control_files) text += "--\n" + file;
  for (const Disturbance& one : scenario.disturbances) {
    text += std::string("* ") + name_of(one.deed) + " at " + std::to_string(one.point) + "\n";
  }
  if (fault.number != 0) text += "* call " + std::to_string(fault.number) + " fails\n";
  const InterleavingVerdict verdict = run(scenario, true, fault);
  text += verdict.trace;
  for (const std::string& violation : verdict.violations) text += "VIOLATED " + violation + "\n";
  return text;
}

}  // namespace pkgmap::model
