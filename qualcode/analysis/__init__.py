"""Tables, matrices and choices of quotes: frames in, frames out."""
