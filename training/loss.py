"""Cross-entropy over the vocabulary in chunks, with its gradient made on the way.

On a processor the plain way spends half of a training step in reading and writing the logits.
Here the probabilities are all that is kept; label smoothing and the label itself enter the
gradient as what they are, a constant and a single row:

    dL/dlogits = softmax(logits) - (1 - s) onehot(label) - s/V
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor


class ChunkedCrossEntropy(torch.autograd.Function):
    """Mean label-smoothed cross-entropy of ``hidden @ weight.T``."""

    @staticmethod
    def forward(
        ctx: Any,
        hidden: Tensor,
        weight: Tensor,
        labels: Tensor,
        smoothing: float,
        chunk: int,
        low: bool,
    ) -> tuple[Tensor, Tensor]:
        """Loss and the plain cross-entropy; gradients are kept for ``backward``."""
        kind = torch.bfloat16 if low else torch.float32
        h, w = hidden.detach().to(kind), weight.detach().to(kind)
        transposed = w.t().contiguous()
        count, size = h.shape[0], w.shape[0]
        rows = w.float().sum(0)
        grad_hidden = torch.empty_like(h)
        grad_weight = torch.zeros_like(weight, dtype=torch.float32)
        plain = torch.zeros((), device=h.device)
        even = torch.zeros((), device=h.device)
        for begin in range(0, count, chunk):
            part, wanted = h[begin : begin + chunk], labels[begin : begin + chunk, None]
            logits = part @ transposed
            likely = logits.softmax(-1)
            own = likely.gather(1, wanted).float().clamp_min(1e-30).log()
            plain -= own.sum()
            # the mean logit against the label's: what smoothing adds to the loss
            ours = logits.gather(1, wanted).float()
            even += (ours - own).sum() - (part.float() @ rows).sum() / size
            torch.mm(likely, w, out=grad_hidden[begin : begin + chunk])
            grad_weight += likely.t() @ part
        loss = (1 - smoothing) * plain + smoothing * even
        grad_hidden = grad_hidden.float()
        grad_hidden -= (1 - smoothing) * w[labels].float() + smoothing / size * rows
        grad_weight.index_add_(0, labels, h.float(), alpha=-(1 - smoothing))
        grad_weight -= smoothing / size * h.float().sum(0)
        ctx.save_for_backward(grad_hidden, grad_weight)
        ctx.count, ctx.kinds = count, (hidden.dtype, weight.dtype)
        return loss / count, plain / count

    @staticmethod
    def backward(ctx: Any, *grads: Tensor) -> Any:
        """Scale what ``forward`` computed."""
        grad_hidden, grad_weight = ctx.saved_tensors
        scale = grads[0] / ctx.count
        return (
            (grad_hidden * scale).to(ctx.kinds[0]),
            (grad_weight * scale).to(ctx.kinds[1]),
            None,
            None,
            None,
            None,
        )


def cross_entropy(
    hidden: Tensor, weight: Tensor, labels: Tensor, *, smoothing: float, low: bool
) -> tuple[Tensor, Tensor]:
    """Smoothed and plain cross-entropy; ``low`` multiplies in bfloat16."""
    chunk = 2048 if hidden.device.type == "cpu" else 8192
    result: tuple[Tensor, Tensor] = ChunkedCrossEntropy.apply(  # type: ignore[no-untyped-call]
        hidden, weight, labels, smoothing, chunk, low
    )
    return result
