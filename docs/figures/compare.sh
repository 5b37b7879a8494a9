#!/usr/bin/env bash
# Measures and draws the figures in docs/figures/compare anew: docs/validation.md says what they show.
#
#   docs/figures/compare.sh [RUNS]
#
# RUNS keeps the runs and tables (runs/compare where it is called, if left out); what is finished there is not repeated. MOMENTS is the program, as a
# whole path (moments if unset), MOMENTS_DATA the folder with CIFAR-10 (data/README.md). About 10 minutes on 2 cores. Every run has seed 0.
set -euo pipefail
runs=$(realpath -m "${1:-runs/compare}")
cd "$(dirname "$0")/../.."
moments=${MOMENTS:-moments}
: "${MOMENTS_DATA:?must name the folder of CIFAR-10: see data/README.md}"
drawn=docs/figures/compare

# NAME OPTION..: a fully connected net, 200 layers or units; width, batch size and images as said before the call.
connected() {
  "$moments" run --kernel-size 1 --width "${width:-512}" --batch-size "${batch:-64}" --depth 200 --records 100 --simulations 32 --seed 0 \
    --dataset "${dataset:-cifar10}" --quiet --output "$runs/$1" "${@:2}"
}

# NAME OPTION..: a convolutional net, 100 layers or units.
convolutional() {
  "$moments" run --width 128 --batch-size 32 --depth 100 --records 50 --simulations 8 --seed 0 \
    --dataset cifar10 --quiet --output "$runs/$1" "${@:2}"
}

# FIGURE LABELS RUN..: draws runs side by side; no labels: in what they differ.
compare() {
  local name=$1 labels=()
  [ -z "$2" ] || labels=(--labels "$2")
  shift 2
  "$moments" compare "${@/#/$runs/}" "${labels[@]}" --name "$name" --output "$runs/figures" --width two-column --dpi 200
  cp "$runs/figures/$name.png" "$drawn/$name.png"
}

# FIGURE SWEEP: a sweep of docs/examples.
sweep() {
  "$moments" sweep "docs/examples/$2.json" --quiet --output "$runs/$2" --dpi 200
  cp "$runs/$2/sweep.png" "$drawn/$1.png"
}

uniform=(--init uniform --bias-radius 0.5)
affine=(--scale-radius 1.7320508075688772 --shift-radius 1.7320508075688772)
connected vanilla
connected vanilla-uniform "${uniform[@]}"
connected vanilla-uniform-3 "${uniform[@]}" --weight-variance 3
compare uniform-vanilla 'He;uniform, "E"|*w*|^2 = 2;uniform, "E"|*w*|^2 = 3' vanilla vanilla-uniform vanilla-uniform-3

connected bn-ff --architecture bn-ff
connected bn-ff-uniform --architecture bn-ff "${uniform[@]}" "${affine[@]}"
connected bn-res --architecture bn-res
connected bn-res-uniform --architecture bn-res "${uniform[@]}" "${affine[@]}"
compare uniform-bn 'feedforward, He;feedforward, uniform;residual, He;residual, uniform' bn-ff bn-ff-uniform bn-res bn-res-uniform

tanh=(--activation tanh)
connected tanh-ordered "${tanh[@]}" --init gaussian --weight-variance 0.9 --bias-variance 0.05
connected tanh-chaotic "${tanh[@]}" --init gaussian --weight-variance 2.5 --bias-variance 0.05
connected tanh-bn-ff "${tanh[@]}" --architecture bn-ff
connected tanh-bn-res "${tanh[@]}" --architecture bn-res
compare tanh 'ordered, sigma_w^2 = 0.9;chaotic, sigma_w^2 = 2.5;batch norm, feedforward;batch norm, residual' \
  tanh-ordered tanh-chaotic tanh-bn-ff tanh-bn-res

connected layer-ff --norm layer
connected layer-res --norm layer --topology residual
connected none-res --topology residual
compare norms-fc '' layer-ff layer-res none-res

for norm in batch layer instance group:2 group:8 group:32; do convolutional "conv-${norm/:/-}" --norm "$norm"; done
compare norms-conv '' conv-batch conv-layer conv-instance conv-group-2 conv-group-8 conv-group-32
for norm in batch layer instance; do convolutional "conv-res-$norm" --norm "$norm" --topology residual; done
compare norms-conv-res '' conv-res-batch conv-res-layer conv-res-instance
convolutional conv-differentiated --norm batch --norm-statistics differentiated
compare statistics '' conv-batch conv-differentiated
for boundary in symmetric zero; do convolutional "conv-$boundary" --norm batch --boundary "$boundary"; done
compare boundary '' conv-batch conv-symmetric conv-zero

width=128 connected width-128 --architecture bn-ff
compare width '' bn-ff width-128
for size in 128 256 512; do batch=$size connected "batch-$size" --architecture bn-ff; done
compare batch '' bn-ff batch-128 batch-256 batch-512
connected epsilon-0 --architecture bn-ff --norm-epsilon 0
compare epsilon '' bn-ff epsilon-0
dataset=cifar-like connected cifar-like --architecture bn-ff
compare dataset '' bn-ff cifar-like

sweep order-to-chaos tanh
sweep finite-noise finite-noise
