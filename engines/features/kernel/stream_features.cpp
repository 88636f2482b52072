#include "engines/features/kernel/stream_features.h"

#include "engines/numerics/indicators/indicator_table.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace nautilus::features {

using numerics::BarInput;

namespace {

constexpr double kSpike = 1.5; ///< times the average volume
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

std::unique_ptr<numerics::Indicator> make(std::string_view id) {
    const auto* spec = numerics::findIndicator(id);
    return numerics::makeIndicator(*spec, numerics::defaultParameters(*spec));
}

} // namespace

StreamFeatures::StreamFeatures(std::int64_t bar_ns, std::int64_t update_ns)
    : bar_ns_(bar_ns), update_ns_(update_ns), rsi_(make("rsi")), macd_(make("macd")),
      bands_(make("bollinger_bands")), volume_(make("volume_sma")), volume_ma_(kNone) {}

StreamFeatures::Values StreamFeatures::look(const BarInput& bar) const {
    double rsi = kNone;
    std::array<double, 3> macd{}, bands{};
    rsi_->peek(bar, {&rsi, 1});
    macd_->peek(bar, macd);
    bands_->peek(bar, bands);
    return {rsi, macd[0], macd[1], bands[0], bands[2], volume_ma_};
}

void StreamFeatures::warm(const BarInput& bar) {
    std::array<double, 3> three{};
    rsi_->update(bar, {three.data(), 1});
    macd_->update(bar, three);
    bands_->update(bar, three);
    volume_->update(bar, {&volume_ma_, 1});
}

void StreamFeatures::onTrade(std::int64_t at_ns, double price, double size, std::vector<StreamEvent>& out) {
    if (!std::isfinite(price) || !std::isfinite(size)) return;
    const auto begin = at_ns - at_ns % bar_ns_;
    if (forms_ && begin > bar_begin_) close(bar_begin_ + bar_ns_, out);
    if (!forms_) {
        forming_ = {price, price, price, price, 0};
        forms_ = true;
        spiked_ = false;
        bar_begin_ = begin;
        last_update_ = std::min(last_update_, at_ns - update_ns_);
    }
    forming_.high = std::max(forming_.high, price);
    forming_.low = std::min(forming_.low, price);
    forming_.close = price;
    forming_.volume += size;
    const bool due = at_ns - last_update_ >= update_ns_;
    const bool spikes = !spiked_ && forming_.volume >= kSpike * volume_ma_;
    if (!due && !spikes) return;
    say(at_ns, forming_, look(forming_), true, out);
}

void StreamFeatures::onBar(std::int64_t at_ns, const BarInput& bar, std::vector<StreamEvent>& out) {
    forms_ = false;
    spiked_ = false;
    const auto values = look(bar);
    warm(bar);
    say(at_ns, bar, values, false, out);
}

void StreamFeatures::close(std::int64_t at_ns, std::vector<StreamEvent>& out) {
    const auto values = look(forming_);
    const auto bar = forming_;
    warm(bar);
    forms_ = false;
    say(at_ns, bar, values, false, out);
}

void StreamFeatures::say(std::int64_t at_ns, const BarInput& bar, const Values& values, bool forming,
                         std::vector<StreamEvent>& out) {
    last_update_ = at_ns;
    StreamEvent event{StreamEvent::Kind::TechnicalUpdate,
                      at_ns,
                      forming,
                      values.rsi,
                      values.macd,
                      values.macd_signal,
                      bar.close,
                      values.upper,
                      values.lower,
                      bar.volume,
                      values.volume_ma,
                      true};
    if (std::isfinite(values.rsi)) out.push_back(event);
    if (!spiked_ && bar.volume >= kSpike * values.volume_ma) {
        spiked_ = true;
        event.kind = StreamEvent::Kind::VolumeSpike;
        out.push_back(event);
    }
    if (!std::isfinite(values.upper)) return;
    const auto side = bar.close > values.upper   ? Side::Above
                      : bar.close < values.lower ? Side::Below
                                                 : Side::Inside;
    if (side != Side::Inside && side != side_) {
        event.kind = StreamEvent::Kind::BollingerBreakout;
        event.above = side == Side::Above;
        out.push_back(event);
    }
    side_ = side;
}

} // namespace nautilus::features
