"""The page 报送: finalise, look at the paper, print, export, mark as handed in."""
