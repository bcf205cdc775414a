"""What is known of Dutch: words, sentences, lemmas."""
