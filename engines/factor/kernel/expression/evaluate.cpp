#include "engines/factor/kernel/expression/evaluate.h"

#include "engines/factor/kernel/expression/cell_ops.h"
#include "engines/factor/kernel/expression/cross_ops.h"
#include "engines/factor/kernel/expression/evaluation_plan.h"
#include "engines/factor/kernel/expression/windows.h"

#include <algorithm>
#include <memory>
#include <set>
#include <utility>

namespace nautilus::factor {
namespace {

using domain::Matrix;

std::size_t index(std::int32_t node) {
    return static_cast<std::size_t>(node);
}

/// An operand of cells: values side by side, or one for all.
struct Operand {
    const double* data = nullptr;
    bool single = false;
};

template <class Function>
void mapCells(Operand a, double* out, std::size_t n, const Function& f) {
    for (std::size_t i = 0; i < n; ++i)
        out[i] = f(a.data[i]);
}

template <class Function>
void mapCells(Operand a, Operand b, double* out, std::size_t n, const Function& f) {
    if (a.single)
        for (std::size_t i = 0; i < n; ++i)
            out[i] = f(a.data[0], b.data[i]);
    else if (b.single)
        for (std::size_t i = 0; i < n; ++i)
            out[i] = f(a.data[i], b.data[0]);
    else
        for (std::size_t i = 0; i < n; ++i)
            out[i] = f(a.data[i], b.data[i]);
}

void computeCells(Op op, const std::array<Operand, 3>& in, double* out, std::size_t n) {
    if (op == Op::Select) {
        const auto value = [](const Operand& each, std::size_t i) { return each.data[each.single ? 0 : i]; };
        for (std::size_t i = 0; i < n; ++i)
            out[i] = cell::select(value(in[0], i), value(in[1], i), value(in[2], i));
    } else if (!in[1].data) {
        cell::withUnary(op, [&](const auto& f) { mapCells(in[0], out, n, f); });
    } else {
        cell::withBinary(op, [&](const auto& f) { mapCells(in[0], in[1], out, n, f); });
    }
}

/// `f(n)` with a number of lanes that the compiler knows, but for the last tile of a panel: moving a row of a
/// tile is then a few instructions and no call.
template <class Function>
void withLanes(std::size_t lanes, const Function& f) {
    if (lanes == kTileWidth)
        f(std::integral_constant<std::size_t, kTileWidth>());
    else
        f(lanes);
}

/// One part of the work on a tile or a session: a node is read from outside the phase, or computed.
struct Step {
    std::size_t node = 0;
    bool read = false;
    std::size_t slot = 0;
};

struct PhaseSteps {
    std::vector<Step> steps;
    std::vector<std::size_t> slot_of; ///< by node
    std::size_t slots = 0;
    std::size_t base = 0; ///< first session that any of them is needed for
};

/// Memory of one thread's tiles, one phase long; every value is written before it is read.
struct TileScratch {
    std::unique_ptr<double[]> slots;
    std::vector<double> window;
};

class Evaluation {
public:
    Evaluation(const ExpressionProgram& program, const EvaluationSpace& space, const ParallelFor& parallel)
        : program_(program), nodes_(program.nodes()), space_(space), parallel_(parallel),
          plan_(program, space.wanted), stored_(nodes_.size()) {}

    std::vector<Matrix> run() {
        for (std::size_t phase = 0; phase < plan_.phases(); ++phase) {
            if (space_.cancelled && space_.cancelled()) return {};
            makeRoom(phase);
            if (phase % 2 == 0)
                runTiles(phase);
            else
                runSessions(phase);
            release(phase);
        }
        return outputs();
    }

private:
    [[nodiscard]] bool isLeaf(std::size_t node) const { return classOf(nodes_[node].op) == OpClass::Leaf; }
    [[nodiscard]] std::size_t widthOf(std::size_t node) const {
        return nodes_[node].shape == Shape::Panel ? space_.stocks : 1;
    }

    /// Large panels are what takes time here: those given back are used again, new ones are made by all
    /// threads. Every value is written before it is read.
    void makeRoom(std::size_t phase) {
        std::vector<std::size_t> fresh;
        for (std::size_t i = 0; i < nodes_.size(); ++i) {
            if (!plan_.needed(i) || isLeaf(i) || nodes_[i].phase != phase) continue;
            if (!plan_.outlives(i) && nodes_[i].shape != Shape::Series) continue;
            const auto same = std::ranges::find_if(spare(), [&](const Matrix& each) {
                return each.rows() == plan_.rows(i).size() && each.columns() == widthOf(i);
            });
            if (same == spare().end()) {
                fresh.push_back(i);
                continue;
            }
            stored_[i] = std::move(*same);
            spare().erase(same);
        }
        parallel_(fresh.size(), [&](std::size_t begin, std::size_t end) {
            for (std::size_t k = begin; k < end; ++k)
                stored_[fresh[k]] = Matrix(plan_.rows(fresh[k]).size(), widthOf(fresh[k]));
        });
    }
    std::vector<Matrix>& spare() { return space_.spare ? *space_.spare : spare_; }
    void release(std::size_t phase) {
        for (std::size_t i = 0; i < nodes_.size(); ++i)
            if (plan_.lastPhase(i) <= phase && stored_[i].rows() > 0)
                spare().push_back(std::exchange(stored_[i], Matrix()));
    }

    /// Steps over the nodes of a phase that `mine` accepts, in order; slots are given back after the last
    /// use.
    template <class Mine>
    PhaseSteps stepsOf(std::size_t phase, const Mine& mine) const {
        PhaseSteps out;
        out.slot_of.assign(nodes_.size(), 0);
        out.base = space_.wanted.end;
        std::vector<std::size_t> last_use(nodes_.size(), 0);
        std::vector<bool> present(nodes_.size(), false);
        for (std::size_t i = 0; i < nodes_.size(); ++i) {
            if (!plan_.needed(i) || isLeaf(i) || nodes_[i].phase != phase || !mine(i)) continue;
            for (const auto input : nodes_[i].inputs)
                if (input >= 0 && nodes_[index(input)].op != Op::Constant && !present[index(input)]) {
                    present[index(input)] = true;
                    out.steps.push_back({index(input), true, 0});
                }
            present[i] = true;
            last_use[i] = out.steps.size();
            for (const auto input : nodes_[i].inputs)
                if (input >= 0) last_use[index(input)] = out.steps.size();
            out.steps.push_back({i, false, 0});
        }
        giveSlots(out, last_use);
        return out;
    }
    void giveSlots(PhaseSteps& out, const std::vector<std::size_t>& last_use) const {
        std::vector<std::size_t> free;
        for (std::size_t s = 0; s < out.steps.size(); ++s) {
            auto& step = out.steps[s];
            if (free.empty()) free.push_back(out.slots++);
            step.slot = free.back();
            free.pop_back();
            out.slot_of[step.node] = step.slot;
            out.base = std::min(out.base, plan_.rows(step.node).begin);
            if (step.read) continue;
            std::set<std::size_t> done; // an input may stand twice
            for (const auto input : nodes_[step.node].inputs)
                if (input >= 0 && nodes_[index(input)].op != Op::Constant && last_use[index(input)] == s)
                    done.insert(out.slot_of[index(input)]);
            if (last_use[step.node] == s) done.insert(step.slot);
            free.insert(free.end(), done.begin(), done.end());
        }
    }

    void runTiles(std::size_t phase) {
        // Macro series first: they have a tile of their own, whose first lane counts.
        const auto series = stepsOf(phase, [&](std::size_t i) { return nodes_[i].shape == Shape::Series; });
        if (!series.steps.empty()) {
            TileScratch scratch;
            runTile(series, 0, 1, scratch);
        }
        const auto panels = stepsOf(phase, [&](std::size_t i) { return nodes_[i].shape == Shape::Panel; });
        if (panels.steps.empty()) return;
        parallel_((space_.stocks + kTileWidth - 1) / kTileWidth, [&](std::size_t begin, std::size_t end) {
            TileScratch scratch;
            for (std::size_t tile = begin; tile < end; ++tile)
                runTile(panels, tile * kTileWidth, std::min(kTileWidth, space_.stocks - tile * kTileWidth),
                        scratch);
        });
    }
    void runTile(const PhaseSteps& phase, std::size_t first, std::size_t lanes, TileScratch& scratch) {
        if (space_.cancelled && space_.cancelled()) return;
        const std::size_t size = (space_.wanted.end - phase.base) * kTileWidth;
        if (!scratch.slots) scratch.slots = std::make_unique_for_overwrite<double[]>(phase.slots * size);
        double* const slots = scratch.slots.get();
        for (const auto& step : phase.steps) {
            const auto rows = plan_.rows(step.node);
            double* const out = slots + step.slot * size + (rows.begin - phase.base) * kTileWidth;
            if (step.read) {
                readTile(step.node, first, lanes, out);
                continue;
            }
            computeTile(phase, step.node, slots, size, out, scratch.window);
            if (stored_[step.node].rows() > 0) keepTile(step.node, first, lanes, out);
        }
    }
    void readTile(std::size_t node, std::size_t first, std::size_t lanes, double* out) const {
        const auto rows = plan_.rows(node);
        for (std::size_t r = rows.begin; r < rows.end; ++r, out += kTileWidth) {
            if (nodes_[node].shape == Shape::Series) {
                std::fill_n(out, kTileWidth, seriesValue(node, r));
                continue;
            }
            const double* const from = panelRow(node, r) + first;
            withLanes(lanes, [&](auto n) {
                for (std::size_t lane = 0; lane < n; ++lane)
                    out[lane] = cell::finite(from[lane]);
                std::fill(out + n, out + kTileWidth, domain::kMissing);
            });
        }
    }
    void keepTile(std::size_t node, std::size_t first, std::size_t lanes, const double* from) {
        auto& store = stored_[node]; // tiles write columns of their own
        withLanes(lanes, [&](auto n) {
            for (std::size_t r = 0; r < store.rows(); ++r)
                std::copy_n(from + r * kTileWidth, n,
                            store.row(r).begin() + static_cast<std::ptrdiff_t>(first));
        });
    }
    void computeTile(const PhaseSteps& phase, std::size_t node, const double* slots, std::size_t size,
                     double* out, std::vector<double>& scratch) const {
        const auto& each = nodes_[node];
        const auto rows = plan_.rows(node);
        const auto input = [&](std::size_t i) { return slots + phase.slot_of[index(each.inputs[i])] * size; };
        if (classOf(each.op) == OpClass::Window) {
            WindowTask task{
                each.op, static_cast<std::size_t>(each.window), each.number, {input(0), phase.base}, {}, rows,
                out};
            if (each.inputs[1] >= 0) task.y = {input(1), phase.base};
            return computeWindow(task, scratch);
        }
        const std::size_t skip = (rows.begin - phase.base) * kTileWidth;
        computeCells(each.op, operands(each, [&](std::size_t i) { return input(i) + skip; }), out,
                     rows.size() * kTileWidth);
    }
    template <class Input>
    std::array<Operand, 3> operands(const ExpressionNode& node, const Input& input) const {
        std::array<Operand, 3> out;
        for (std::size_t i = 0; i < 3; ++i) {
            if (node.inputs[i] < 0) continue;
            const auto& from = nodes_[index(node.inputs[i])];
            out[i] = from.op == Op::Constant ? Operand{&from.number, true} : Operand{input(i), false};
        }
        return out;
    }

    void runSessions(std::size_t phase) {
        const auto steps = stepsOf(phase, [](std::size_t) { return true; });
        if (steps.steps.empty()) return;
        parallel_(space_.wanted.end - steps.base, [&](std::size_t begin, std::size_t end) {
            std::vector<double> slots(steps.slots * space_.stocks);
            CrossScratch scratch;
            for (std::size_t r = begin; r < end; ++r) {
                if (space_.cancelled && space_.cancelled()) return;
                runSession(steps, steps.base + r, slots, scratch);
            }
        });
    }
    void runSession(const PhaseSteps& phase, std::size_t r, std::vector<double>& slots,
                    CrossScratch& scratch) {
        const auto slot = [&](std::size_t node) {
            return slots.data() + phase.slot_of[node] * space_.stocks;
        };
        for (const auto& step : phase.steps) {
            if (r < plan_.rows(step.node).begin) continue;
            const auto& node = nodes_[step.node];
            double* const out = slot(step.node);
            if (step.read) {
                readSession(step.node, r, out);
                continue;
            }
            if (classOf(node.op) == OpClass::CrossSection)
                crossSession(node, r, slot(index(node.inputs[0])), out, scratch);
            else
                computeCells(node.op,
                             operands(node, [&](std::size_t i) { return slot(index(node.inputs[i])); }), out,
                             space_.stocks);
            if (stored_[step.node].rows() > 0) keepSession(step.node, r, out);
        }
    }
    void readSession(std::size_t node, std::size_t r, double* out) const {
        if (nodes_[node].shape == Shape::Series) {
            std::fill_n(out, space_.stocks, seriesValue(node, r));
            return;
        }
        const double* const from = panelRow(node, r);
        for (std::size_t i = 0; i < space_.stocks; ++i)
            out[i] = cell::finite(from[i]);
    }
    void crossSession(const ExpressionNode& node, std::size_t r, const double* x, double* out,
                      CrossScratch& scratch) const {
        CrossTask task{node.op, node.number, {x, space_.stocks},  space_.universe.row(r),
                       {},      0,           {out, space_.stocks}};
        if (node.group >= 0) {
            const auto& field = space_.fields[index(node.group)];
            task.group = field.group.row(r);
            task.group_count = field.group_count;
        }
        computeCross(task, scratch);
        if (node.shape == Shape::Series) std::fill_n(out + 1, space_.stocks - 1, out[0]);
    }
    void keepSession(std::size_t node, std::size_t r, const double* from) {
        auto& store = stored_[node]; // sessions write rows of their own
        std::copy_n(from, store.columns(), store.row(r - plan_.rows(node).begin).begin());
    }

    [[nodiscard]] const double* panelRow(std::size_t node, std::size_t r) const {
        const auto& each = nodes_[node];
        if (each.op == Op::Field) {
            const auto& field = space_.fields[index(each.field)];
            return field.panel.row(r - field.first_session).data();
        }
        return stored_[node].row(r - plan_.rows(node).begin).data();
    }
    [[nodiscard]] double seriesValue(std::size_t node, std::size_t r) const {
        const auto& each = nodes_[node];
        if (each.op == Op::Field) return cell::finite(space_.fields[index(each.field)].series[r]);
        return stored_[node].at(r - plan_.rows(node).begin, 0);
    }

    std::vector<Matrix> outputs() {
        if (space_.cancelled && space_.cancelled()) return {};
        std::vector<std::size_t> askers(nodes_.size(), 0);
        for (const auto node : program_.outputs())
            ++askers[index(node)];
        std::vector<Matrix> out;
        for (const auto output : program_.outputs()) {
            const auto node = index(output);
            const bool last = --askers[node] == 0;
            if (last && !isLeaf(node) && plan_.rows(node).begin == space_.wanted.begin)
                out.push_back(std::move(stored_[node]));
            else
                out.push_back(copied(node));
        }
        return out;
    }
    [[nodiscard]] Matrix copied(std::size_t node) const {
        Matrix out(space_.wanted.size(), widthOf(node));
        if (nodes_[node].shape == Shape::Series) {
            for (std::size_t r = 0; r < out.rows(); ++r)
                out.at(r, 0) = seriesValue(node, space_.wanted.begin + r);
            return out;
        }
        for (std::size_t r = 0; r < out.rows(); ++r)
            std::ranges::transform(std::span(panelRow(node, space_.wanted.begin + r), space_.stocks),
                                   out.row(r).begin(), cell::finite);
        return out;
    }

    const ExpressionProgram& program_;
    std::span<const ExpressionNode> nodes_;
    const EvaluationSpace& space_;
    const ParallelFor& parallel_;
    EvaluationPlan plan_;
    std::vector<Matrix> stored_; ///< by node: what outlives its phase
    std::vector<Matrix> spare_;  ///< given back, when the caller keeps none
};

} // namespace

std::vector<Matrix> evaluate(const ExpressionProgram& program, const EvaluationSpace& space,
                             const ParallelFor& parallel) {
    return Evaluation(program, space, parallel).run();
}

} // namespace nautilus::factor
