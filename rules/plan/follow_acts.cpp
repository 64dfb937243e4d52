#include "rules/plan/follow_acts.hpp"

#include <deque>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "parsers/source/ascii.hpp"

namespace pkgmap::rules {
namespace {

/// A check that acts, and the command by which it does.
struct Actor {
  std::size_t check = 0;
  CommandOf of = CommandOf::start;
};

/// Who acts on a check. monit ignores the case of names and groups.
class Actors {
 public:
  explicit Actors(const Facts& facts) {
    for (std::size_t check = 0; check < facts.checks.size(); ++check) {
      for (const ActsOnFact& act : facts.checks[check].acts_on) add({check, act.of}, act);
    }
  }

  bool empty() const { return by_name_.empty() && by_group_.empty() && of_all_.empty(); }

  /// Calls `visit` for each list of checks that act on this one.
  template <class Visit>
  void visit(const monitrc::Check& check, Visit visit) const {
    visit_list(by_name_, check.name, visit);
    for (const std::string& group : check.groups) visit_list(by_group_, group, visit);
    visit(of_all_);
  }

 private:
  using ByText = std::unordered_map<std::string, std::vector<Actor>>;

  void add(const Actor& actor, const ActsOnFact& act) {
    if (!act.group.empty()) {
      by_group_[lower(act.group)].push_back(actor);
    } else if (act.all) {
      of_all_.push_back(actor);
    } else {
      by_name_[lower(act.check)].push_back(actor);
    }
  }

  template <class Visit>
  static void visit_list(const ByText& actors, const std::string& text, Visit visit) {
    if (const auto known = actors.find(lower(text)); known != actors.end()) visit(known->second);
  }

  ByText by_name_;
  ByText by_group_;
  std::vector<Actor> of_all_;
};

/// Goes from check to check, those with the strongest evidence first.
class Follower {
 public:
  Follower(const Facts& facts, const Dependencies& graph, const WhyOff& why_off,
           const ActFound& found)
      : facts_(facts),
        graph_(graph),
        why_off_(why_off),
        found_(found),
        actors_(facts),
        waited_(facts.checks.size(), false),
        off_(facts.checks.size(), false) {}

  void follow() {
    if (actors_.empty()) return;
    for (std::size_t check = 0; check < facts_.checks.size(); ++check) wait_for(check);
    while (!waiting_.empty()) {
      const auto strongest = waiting_.begin();
      const std::size_t check = strongest->second.front();
      strongest->second.pop_front();
      if (strongest->second.empty()) waiting_.erase(strongest);
      take_along(check, Evidence(*why_off_(check)));
    }
  }

 private:
  void wait_for(std::size_t check) {
    const Evidence* why = why_off_(check);
    if (why == nullptr || waited_[check]) return;
    waited_[check] = true;
    waiting_[why->strength].push_back(check);
  }

  // Each check goes off once, so each of its dependencies is walked once.
  void take_along(std::size_t first, const Evidence& why) {
    CheckSet checks{first};
    while (!checks.empty()) {
      const std::size_t check = checks.back();
      checks.pop_back();
      if (off_[check]) continue;
      off_[check] = true;
      goes_off(*facts_.checks[check].check, check, why);
      checks.insert(checks.end(), graph_.children(check).begin(), graph_.children(check).end());
    }
  }

  void goes_off(const monitrc::Check& check, std::size_t number, const Evidence& why) {
    actors_.visit(check, [&](const std::vector<Actor>& actors) {
      // The first check tells all of the list, but perhaps itself; the second one tells the rest.
      if (++visits_[{&actors, why.package.name}] > 2) return;
      for (const Actor& actor : actors) {
        if (actor.check != number) tell(actor, check.name, why);
      }
    });
  }

  void tell(const Actor& actor, const std::string& acted_on, const Evidence& why) {
    if (!told_.emplace(actor.check, why.package.name).second) return;
    found_(actor.check, {EvidenceKind::acts_on,
                         why.strength,
                         why.package,
                         std::string(name_of(actor.of)) + " acts on " + acted_on,
                         {}});
    wait_for(actor.check);
  }

  const Facts& facts_;
  const Dependencies& graph_;
  const WhyOff& why_off_;
  const ActFound& found_;
  Actors actors_;
  std::map<Strength, std::deque<std::size_t>, std::greater<>> waiting_;
  std::vector<bool> waited_;  ///< By check: it is in waiting_, or was.
  std::vector<bool> off_;     ///< By check: it goes off.
  /// How many checks a list of actors was visited for, by the package of the evidence.
  std::map<std::pair<const std::vector<Actor>*, std::string>, int> visits_;
  std::set<std::pair<std::size_t, std::string>> told_;  ///< Checks that act, and packages.
};

}  // namespace

void follow_acts(const Facts& facts, const Dependencies& graph, const WhyOff& why_off,
                 const ActFound& found) {
  Follower(facts, graph, why_off, found).follow();
}

}  // namespace pkgmap::rules
