#include "cli/render/graph.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "rules/plan/evaluate.hpp"

namespace pkgmap::cli {
namespace {

class GraphBuilder {
 public:
  void package(const std::string& nevra) {
    if (packages_.contains(nevra)) return;
    packages_[nevra] = add({NodeKind::package, "p" + std::to_string(packages_.size()), nevra, ""});
  }

  void check(std::size_t number, const std::string& name, const std::string& said, bool active) {
    checks_[number] = add({NodeKind::check, "c" + std::to_string(number), name, said, active});
  }

  // One node for each evidence, between the package and the check. A dependency has an edge of its
  // own, and a package that the graph does not show has none.
  void reasons(std::size_t number, const std::vector<rules::Evidence>& all) {
    std::size_t count = 0;
    for (const rules::Evidence& evidence : all) {
      const auto package = packages_.find(evidence.package.text());
      if (evidence.kind == rules::EvidenceKind::depends_on || package == packages_.end()) continue;
      const std::string words = std::string(rules::name_of(evidence.kind)) + " (" +
                                rules::name_of(evidence.strength) + ")";
      const std::size_t node =
          add({NodeKind::evidence, "c" + std::to_string(number) + "e" + std::to_string(count++),
               words, evidence.claim});
      const bool is_weak = evidence.strength == rules::Strength::weak || evidence.overruled;
      const EdgeKind kind = is_weak ? EdgeKind::hints : EdgeKind::proves;
      graph_.edges.push_back({package->second, node, kind});
      graph_.edges.push_back({node, checks_.at(number), kind});
    }
  }

  Graph finish(const rules::Dependencies& dependencies) {
    for (const auto& [number, node] : checks_) {
      for (const std::size_t dependent : dependencies.children(number)) {
        const auto other = checks_.find(dependent);
        if (other == checks_.end()) continue;
        graph_.edges.push_back({node, other->second, EdgeKind::depends_on});
      }
    }
    return std::move(graph_);
  }

 private:
  std::size_t add(GraphNode node) {
    graph_.nodes.push_back(std::move(node));
    return graph_.nodes.size() - 1;
  }

  Graph graph_;
  std::map<std::string, std::size_t> packages_;  ///< NEVRA to number of node.
  std::map<std::size_t, std::size_t> checks_;
};

std::string state_of(const Audit& audit, std::size_t number) {
  return rules::name_of(audit.states[number].watch);
}

}  // namespace

Graph graph_of(const Explanation& explanation) {
  GraphBuilder builder;
  for (const rules::PackageFacts& package : explanation.facts.packages) {
    builder.package(package.nevra.text());
  }
  for (const rules::CheckPlan& plan : explanation.plan.checks) {
    if (plan.decision == rules::Decision::keep) continue;
    builder.check(plan.check, explanation.check(plan.check).name, rules::name_of(plan.decision),
                  plan.decision == rules::Decision::suspend);
    builder.reasons(plan.check, plan.evidence);
  }
  return builder.finish(rules::dependencies_of(explanation.facts));
}

Graph graph_of(const Audit& audit) {
  GraphBuilder builder;
  const rules::Dependencies dependencies = rules::dependencies_of(audit.facts);
  for (std::size_t i = 0; i < audit.belongings.size(); ++i) {
    const std::vector<rules::Evidence>& evidence = audit.belongings[i].evidence;
    const bool is_tied =
        !evidence.empty() || !dependencies.parents(i).empty() || !dependencies.children(i).empty();
    if (!is_tied) continue;
    for (const rules::Evidence& one : evidence) {
      if (one.kind != rules::EvidenceKind::depends_on) builder.package(one.package.text());
    }
    builder.check(i, audit.check(i).name, state_of(audit, i),
                  audit.states[i].watch != rules::Watch::off);
    builder.reasons(i, evidence);
  }
  return builder.finish(dependencies);
}

}  // namespace pkgmap::cli
